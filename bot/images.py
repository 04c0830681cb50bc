"""Makes a photo fit to be kept: decoded, turned upright, made smaller, and written afresh without what it carried."""

import io
import struct
import warnings
import zlib

from PIL import Image, ImageOps

LARGEST = 40_000_000  # pixels; more is a decompression bomb or no phone
LONGEST_SIDE = 2048  # pixels that are kept
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, IndexError, KeyError, OverflowError)


class NotAPhoto(ValueError):
    """A file cannot be taken; `key` is the sentence that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def clean_photo(data: bytes) -> bytes:
    """Return a photo as a new JPEG of at most 2048 px without place, camera or any other attachment.

    The format is read from the bytes, never from a name or a type that somebody claims.
    """
    if not data:
        raise NotAPhoto("photo.empty")
    try:
        with _opened(data) as picture:
            if picture.width * picture.height > LARGEST:
                raise NotAPhoto("photo.too_many_pixels")
            return _written(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPhoto("photo.too_many_pixels") from None
    except NotAPhoto:
        raise
    except _BROKEN:
        raise NotAPhoto("photo.unreadable") from None


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=FORMATS)


def _written(picture: Image.Image) -> bytes:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small, not shrunk afterwards
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    flat = _on_white(upright)
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the bare pixels: nothing that the file carried beside them comes along."""
    seen = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    flat = Image.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return flat
