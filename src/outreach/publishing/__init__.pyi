from ._publish import publish as publish
