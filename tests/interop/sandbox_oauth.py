# The sandbox's OAuth endpoints, found by discovery and used by authlib and requests-oauthlib. Run inside
# `cauth sandbox --issuer self --`.
import os
import re
import sys
import urllib.parse

try:
    import requests
    from authlib.integrations.requests_client import OAuth2Session
    from authlib.jose import JsonWebKey, jwt
    from authlib.oauth2.rfc7636 import create_s256_code_challenge
    from oauthlib.oauth2 import BackendApplicationClient
    from requests_oauthlib import OAuth2Session as Requests
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
URL = os.environ["CAUTH_SANDBOX_URL"]
POOL = os.environ["CAUTH_USER_POOL_ID"]
MACHINE_SECRET = "2sandboxsecret0of0a0machine0opens0nothing0anywhere0"
REDIRECT_URI = "http://localhost:8484/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 appendix B


def browse(address):
    """Signs alice in, and gives back the address that the application would have got."""
    with requests.Session() as browser:
        page = browser.get(address)
        mark = re.search(r'name="_csrf" value="([^"]*)"', page.text)[1]
        fields = {"_csrf": mark, "username": "alice", "password": "Sandbox-1!"}
        return browser.post(page.url, data=fields, allow_redirects=False).headers["location"]


server = requests.get(f"{URL}/{POOL}/.well-known/openid-configuration").json()
keys = JsonWebKey.import_key_set(requests.get(server["jwks_uri"]).json())


def test_code_with_a_public_client():
    session = OAuth2Session(
        os.environ["CAUTH_CLIENT_ID"],
        scope="openid email",
        redirect_uri=REDIRECT_URI,
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )
    address, state = session.create_authorization_url(
        server["authorization_endpoint"], code_verifier=VERIFIER, nonce="n0nce"
    )
    assert create_s256_code_challenge(VERIFIER) in address
    back = browse(address)
    token = session.fetch_token(server["token_endpoint"], authorization_response=back, code_verifier=VERIFIER)
    claims = jwt.decode(token["id_token"], keys)
    claims.validate()
    assert claims["nonce"] == "n0nce" and claims["iss"] == server["issuer"], claims
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["state"] == [state]
    assert session.get(server["userinfo_endpoint"]).json()["username"] == "alice"
    refreshed = session.refresh_token(server["token_endpoint"])
    assert refreshed["access_token"] != token["access_token"]


def test_code_with_a_secret():
    session = OAuth2Session(
        "6sandboxsecretclient0demo2",
        "1sandboxsecret0notarealone0anywhere0just0for0trying",
        scope="openid",
        redirect_uri=REDIRECT_URI,
    )
    address, _ = session.create_authorization_url(server["authorization_endpoint"])
    token = session.fetch_token(server["token_endpoint"], authorization_response=browse(address))
    assert jwt.decode(token["id_token"], keys)["cognito:username"] == "alice"


def test_machine():
    client_id = "3sandboxmachine0client0006"
    session = Requests(client=BackendApplicationClient(client_id=client_id, scope=["orders/read"]))
    token = session.fetch_token(
        server["token_endpoint"], client_id=client_id, client_secret=MACHINE_SECRET
    )
    claims = jwt.decode(token["access_token"], keys)
    assert (claims["sub"], claims["scope"]) == (client_id, "orders/read"), claims
    assert session.get(f"{URL}/http/orders").text == "Hello from Lambda!"


test_code_with_a_public_client()
test_code_with_a_secret()
test_machine()
