from actions.conversation import handlers
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "对话", "en": "Conversation"},
    intents={
        "affirm": (),
        "deny": (),
        "cancel": (),
        "correct": (
            "fee_type",
            "location=spot",
            "room",
            "time",
            "count",
            "plate",
            "phone",
            "resource",
            "visitor_name=name",
        ),
        "greeting": (),
        "thanks": (),
        "help": (),
        "repeat": (),
        "slower": (),
        "louder": (),
        "language_switch": ("lang",),
        "out_of_scope": (),
    },
    handlers={
        "affirm": handlers.affirm,
        "deny": handlers.deny,
        "cancel": handlers.cancel,
        "correct": handlers.correct,
        "greeting": handlers.greeting,
        "thanks": handlers.thanks,
        "help": handlers.help_,
        "repeat": handlers.repeat,
        "slower": handlers.slower,
        "louder": handlers.louder,
        "language_switch": handlers.language_switch,
        "out_of_scope": handlers.out_of_scope,
    },
    questions=frozenset(
        {"affirm", "deny", "correct", "greeting", "thanks", "help", "repeat", "out_of_scope"},
    ),
    calls={
        "photo": handlers.photo,
        "voice": handlers.voice,
        "location": handlers.location,
        "language": handlers.language,
    },
)
