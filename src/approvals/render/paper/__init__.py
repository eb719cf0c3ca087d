"""The printing room: values in, the bytes of a PDF, a DOCX or an HTML page out. Whoever calls imports it when printing, for its tools are heavy."""
