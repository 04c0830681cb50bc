"""Whisper on this machine: the model stays loaded, and only as much of its 30 s is computed as somebody spoke."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from ctranslate2 import StorageView
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from speech_recognition import AudioData, Recognizer, UnknownValueError

from nlu.normalize import simplify
from nlu.sounds import sounds
from voice.ears.closed import clear, is_short, near, picked
from voice.sounding import far
from voice.speech import RATE, Heard, Listening

# What was said before, as Whisper is told. The plain one tells it only the language; the other one also what is spoken
# of here, which makes it hear better, and makes requests of babble: where it is not clear, it counts only if the plain
# one hears alike.
_PLAIN = {"zh": "以下是普通话的句子。", "en": "The following is a sentence in English."}
_FIELD = {
    "zh": "以下是普通话的句子。物业费、水管漏水、报修、访客、预约、电梯、快递、投诉。",
    "en": "The following is a sentence in English. Property fee, water leak, repair, visitor, booking, lift, parcel.",
}
# What is told where the reading is doubtful: words of danger, which it costs most to miss. It says 煤气漏了 where
# the others hear 没轻露门, and makes none of other requests.
_DANGER = {
    "zh": "以下是普通话的句子。着火了、冒烟了、煤气漏了、晕倒了、头晕、摔倒了、救命、打一二零。",
    "en": "The following is a sentence in English. Fire, smoke, gas leak, fainted, dizzy, fell down, help, call 120.",
}
_AFTER = 5 * RATE  # samples of silence behind the words: with 5 s nothing is lost, with 2 s it makes words up
_WIDER = 10 * RATE  # ... where a first reading made no sense: as many are right as with the whole, in half the time
_WHOLE = 30 * RATE  # samples the model was trained with, and the most it takes
_STEP = RATE // 4  # to which lengths are rounded up: each of them takes memory that is kept, 300 MB for 500 recordings
_FRAME = RATE // 100
_LEAST = RATE // 10  # samples: what is shorter is no word
_BEAM = 5  # readings that are followed and given: with 3, seven of 352 requests in a lobby fewer were right
_TOKENS = 64  # that one utterance may have
# Confidences, which are the probability of a token in the geometric mean.
_SURE = math.exp(-1.0)  # of a reading that stands for itself; of sixty noises none had it
_CLEAR = 0.7  # from which the other way of hearing is not asked; sixty noises had 0.61 at most
_FAINT = math.exp(-1.3)  # below which nobody spoke, or nobody can tell what
_DOUBTFUL = math.exp(-0.6)
_SILENT = 0.6  # probability of no speech above which a doubtful reading is none
_NOBODY = 0.75  # ... from which nobody spoke: of sixty noises none had less, and of fifty short answers three had more
_NEVER = 1e-9  # the least probability of a token
_ECHO = 0.4  # distance from the prompt up to which a reading is nothing but its echo
_SETS = 32  # sets of choices whose scores on silence are remembered
_ALIKE = 0.5  # part of the syllables that both ways of hearing must have in common

Sound = NDArray[np.float32]


class WhisperRecognizer(Recognizer):  # type: ignore[misc]  # SpeechRecognition has no types
    """SpeechRecognition's recognizer with a Whisper that is loaded once."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        super().__init__()
        self._whisper = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        self._tokenizers: dict[str, Tokenizer] = {}
        self._kept: tuple[AudioData, bool, StorageView] | None = None

    def recognize_kept_whisper(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said; UnknownValueError where nobody said anything that can be made out."""
        encoded = self._encoded(audio, wide=listening.thorough)
        words = self._tokenizer(listening.lang)
        field = self._read(encoded, words, _FIELD, beam=_BEAM)
        repeats = is_repeated(field.text, words_before(_FIELD, listening.lang))
        if field.text and not repeats and field.confidence >= _CLEAR and not listening.thorough:
            return field
        plain = self._read(encoded, words, _PLAIN, beam=1)
        if not plain.text or is_echo(plain.text, listening.lang):
            raise UnknownValueError
        likely = field
        if repeats or field.confidence < _SURE or not alike(plain.text, field.text):
            if plain.confidence < _SURE:
                raise UnknownValueError
            likely = plain
        danger = self._read(encoded, words, _DANGER, beam=_BEAM)
        doubted = danger.confidence < _SURE or not alike(danger.text, likely.text)
        readings = ("" if doubted else danger.text, *likely.others, plain.text)
        others = tuple(dict.fromkeys(text for text in readings if text not in ("", likely.text)))
        return Heard(likely.text, others, likely.confidence)

    def score_kept_whisper(self, audio: AudioData, listening: Listening) -> list[float]:
        """Return for each of the choices how likely it is what was said: the mean log-probability of its tokens."""
        encoded = np.array(self._encoded(audio, wide=False))
        words = self._tokenizer(listening.lang)
        texts = [words.encode(choice) for choice in listening.choices]
        several = StorageView.from_array(np.repeat(encoded, len(texts), axis=0))
        spoken = max(len(_samples(audio)) // _FRAME, 2)
        found = self._whisper.model.align(several, list(words.sot_sequence), texts, spoken)
        return [float(np.mean(np.log(np.maximum(one.text_token_probs, _NEVER)))) for one in found]

    def guess_kept_whisper(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said, however doubtful: good for comparing it with a few choices, and for nothing else."""
        words = self._tokenizer(listening.lang)
        found, silent = self._readings(self._encoded(audio, wide=False), words, _PLAIN, _BEAM)
        echo = is_echo(found.text, listening.lang)
        return found if silent < _NOBODY and not echo and not is_runaway(found.text) else Heard()

    def forget(self) -> None:
        """Forget the recording that was heard last."""
        self._kept = None

    def _encoded(self, audio: AudioData, *, wide: bool) -> StorageView:
        """Return what the model makes of a recording, the same again for the one that was asked for last."""
        if self._kept is None or self._kept[0] is not audio or self._kept[1] is not wide:
            self._kept = (audio, wide, self._encode(_samples(audio), wide=wide))
        return self._kept[2]

    def _encode(self, samples: Sound, *, wide: bool) -> StorageView:
        steps = math.ceil((len(samples) + (_WIDER if wide else _AFTER)) / _STEP)
        length = min(steps * _STEP, _WHOLE)
        silence = np.zeros(length - len(samples), np.float32)
        frames = self._whisper.feature_extractor(np.concatenate([samples, silence]), padding=0)
        even = frames.shape[1] // 2 * 2
        return self._whisper.model.encode(
            StorageView.from_array(np.ascontiguousarray(frames[None, :, :even], np.float32)), to_cpu=True
        )

    def _read(self, encoded: StorageView, words: Tokenizer, told: Mapping[str, str], beam: int) -> Heard:
        """Return a reading that may stand for what was said; none where nobody spoke, or nobody can tell what."""
        found, silent = self._readings(encoded, words, told, beam)
        nobody = found.confidence < _FAINT or (found.confidence < _DOUBTFUL and silent > _SILENT)
        return Heard(confidence=found.confidence) if nobody or is_runaway(found.text) else found

    def _readings(
        self, encoded: StorageView, words: Tokenizer, told: Mapping[str, str], beam: int
    ) -> tuple[Heard, float]:
        """Return what a recording says if somebody spoke, and how likely it is that nobody did."""
        prompt = words.encode(" " + words_before(told, words.language_code))
        start = [words.sot_prev, *prompt, *words.sot_sequence, words.no_timestamps]
        found = self._whisper.model.generate(
            encoded,
            [start],
            beam_size=beam,
            num_hypotheses=beam,
            max_length=len(start) + _TOKENS,
            suppress_tokens=list(get_suppressed_tokens(words, [-1])),
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        texts = [written(words.decode(tokens), words.language_code) for tokens in found.sequences_ids]
        sure = math.exp(_mean(found.scores[0], len(found.sequences_ids[0])))
        return Heard(texts[0], tuple(texts[1:]), sure), found.no_speech_prob

    def _tokenizer(self, lang: str) -> Tokenizer:
        if lang not in self._tokenizers:
            self._tokenizers[lang] = Tokenizer(self._whisper.hf_tokenizer, True, task="transcribe", language=lang)
        return self._tokenizers[lang]


class WhisperEar:
    """An ear that is always there: one folder of weights and the processor."""

    name = "whisper"

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._recognizer = WhisperRecognizer(folder, threads)
        self._baselines: dict[tuple[str, tuple[str, ...]], list[float]] = {}

    def hear(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said."""
        try:
            heard = self._heard(audio, listening)
            return self._chosen(audio, listening, heard) if listening.choices else heard
        finally:
            self._recognizer.forget()

    def _chosen(self, audio: AudioData, listening: Listening, heard: Heard) -> Heard:
        """Return the choice that was said; what was heard, where it was none of them."""
        known = clear(heard, listening.choices)
        if known is not None or not is_short(heard, listening.choices):
            return known or heard
        try:
            reading = heard if heard.text else self._recognizer.guess_kept_whisper(audio, listening)
        except UnknownValueError:
            return heard
        answer = self._likeliest(audio, listening, reading)
        if answer is not None or listening.thorough:
            return answer or heard
        again = self._heard(audio, replace(listening, thorough=True))
        answer = self._likeliest(audio, listening, again) if again.text else None
        text, *others = [one for one in (heard.text, again.text, *heard.others, *again.others) if one] or [""]
        return answer or Heard(text, tuple(others), max(heard.confidence, again.confidence), thorough=True)

    def _likeliest(self, audio: AudioData, listening: Listening, reading: Heard) -> Heard | None:
        some = near(reading, listening.choices)
        scores = self._recognizer.score_kept_whisper(audio, replace(listening, choices=some))
        silent = dict(zip(listening.choices, self._silent(listening), strict=True))
        return picked(reading, some, scores, [silent[one] for one in some])

    def _heard(self, audio: AudioData, listening: Listening) -> Heard:
        try:
            heard: Heard = self._recognizer.recognize_kept_whisper(audio, listening)
        except UnknownValueError:
            return Heard()
        return heard

    def _silent(self, listening: Listening) -> list[float]:
        """Return what the choices score where nobody speaks, remembered for the last few sets of them."""
        key = (listening.lang, listening.choices)
        if key not in self._baselines:
            if len(self._baselines) >= _SETS:
                self._baselines.clear()
            self._baselines[key] = self._recognizer.score_kept_whisper(AudioData(bytes(RATE * 4), RATE, 2), listening)
        return self._baselines[key]


def words_before(told: Mapping[str, str], lang: str) -> str:
    """Return what was said before, as the model is told."""
    return told.get(lang, told["en"])


def is_echo(text: str, lang: str) -> bool:
    """Say whether a plain reading is nothing but what the model was told before, which it says of noise.

    >>> is_echo("这就是普通话的句子。", "zh"), is_echo("是的", "zh")
    (True, False)
    """
    return far(text, words_before(_PLAIN, lang)) < _ECHO


def written(text: str, lang: str) -> str:
    """Return a text without the blanks around it, Chinese in simplified characters."""
    return simplify(text.strip()) if lang == "zh" else text.strip()


def is_runaway(text: str) -> bool:
    """Say whether a text only says the same again and again, as Whisper does over babble."""
    kept = [char for char in text if char.isalnum()]
    return len(kept) >= 12 and len(set(kept)) * 4 < len(kept)


def is_repeated(text: str, before: str) -> bool:
    """Say whether a text is what the model was told before: two of its words or more, in their order."""
    words = [word for word in re.split(r"[^\w]+", before.lower()) if word]
    said = "".join(filter(str.isalnum, text.lower()))
    in_order = any(one + other in said for one, other in pairwise(words))
    return bool(said) and said not in words and (in_order or said in "".join(words))


def alike(one: str, other: str) -> bool:
    """Say whether two readings may be of the same words: many of their syllables are the same."""
    return Indel.normalized_similarity(sounds(one.lower()), sounds(other.lower())) >= _ALIKE


def _samples(audio: AudioData) -> Sound:
    raw = audio.get_raw_data(convert_rate=RATE, convert_width=2)
    samples: Sound = np.frombuffer(raw, np.int16)[:_WHOLE].astype(np.float32) / np.float32(32768)
    if len(samples) < _LEAST:
        raise UnknownValueError
    return samples


def _mean(score: float, tokens: int) -> float:
    """Return the mean log-probability over the tokens and the end of a text, from the one over the tokens."""
    return score * tokens / (tokens + 1)
