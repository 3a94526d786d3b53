"""The version of the API, apart from that of the software: it says what a client may count on."""

API_VERSIE = "1.0.0"
API_PAD = "/api/v1/"
