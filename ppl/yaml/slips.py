"""What the reader of YAML says of the commonest slips, in words that a writer of files knows."""

from ppl.errors import Text

SAID_BY_READER = {
    "found unexpected end of stream": Text("a quote or bracket is opened and not closed"),
    "found unexpected document indicator": Text("a quote is opened and not closed"),
    "found character '\\t' that cannot start any token": Text("a tab stands where blanks belong"),
    "found character that cannot start any token": Text("a tab stands here, or a sign that needs quotes, such as @"),
    "mapping values are not allowed in this context": Text("a colon stands within a text: put quotes around the text"),
    "did not find expected key": Text("a key, a colon and a value were expected here"),
    "did not find expected '-' indicator": Text("an item of the list begins without a dash, or at another place"),
    "did not find expected ',' or ']'": Text("a list between brackets lacks a comma or its closing bracket"),
    "did not find expected ',' or '}'": Text("fields between braces lack a comma or their closing brace"),
    "could not find expected ':'": Text("a key stands here without a colon behind it"),
    "found undefined alias": Text("a star stands before a text: put quotes around the text"),
}
