"""A package of Office (.docx, .xlsx): a zip with XML in it, of which anything may be broken."""

import lzma
import zipfile
import zlib

# all that Python's zipfile raises on a damaged, locked or strange archive
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, RuntimeError, NotImplementedError, ValueError, EOFError,
)  # fmt: skip
