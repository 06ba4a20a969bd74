"""Settings, addresses and the WSGI application: the only place that knows all apps."""
