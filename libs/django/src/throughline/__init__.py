"""Opt-in Django apps that know no domain. Import from the app that you use, such as `throughline.http`."""
