"""What can be said of a booking that was shown or just made: 那个场退了吧, 改到八点, make it Sunday."""

from actions.scenario import Referring

REFERS = Referring(
    point="this_one",
    correct="correct",
    undo="undo",
    cancel="drop",
    slots=("time", "duration", "resource", "people"),
    asks=(
        (r"取消|退了?|不[要订去打]了?|撤掉?|作废|算了|cancel|drop|don'?t (?:want|need)|call\b.*\boff", "cancel_this"),
        (r"改|换|挪|推迟|提前|延|move|change|later|earlier", "correct"),
        (
            r"几点|什么时候|哪天|哪里|在哪|哪个|多久|订好|成功|再说|是什么|什么|when|what|where|which|how long|again",
            "this_one",
        ),
    ),
)
