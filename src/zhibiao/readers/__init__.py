"""Files of any format to :class:`zhibiao.model.document.Document`; nothing is interpreted here."""
