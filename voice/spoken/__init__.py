from voice.spoken.sentences import sentences
from voice.spoken.writing import tongue, written_out

__all__ = ["sentences", "tongue", "written_out"]
