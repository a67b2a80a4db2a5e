"""Reports in many shapes, read into one :class:`geo.model.Report`."""
