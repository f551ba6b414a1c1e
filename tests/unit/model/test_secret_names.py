"""Names of secrets are known however they are written; names that only speak about secrets are not taken for them."""

from __future__ import annotations

import re

import pytest

from configguard.model.address import Index, Key, Selector
from configguard.model.declared import FileEntry
from configguard.model.document import Entry, Mapping, Scalar
from configguard.model.fileglob import FileGlob
from configguard.model.pattern import parse
from configguard.model.policy import Policy
from configguard.model.record import replace
from configguard.model.secret_names import sounds_secret
from configguard.model.trail import Item, Step, Trail

SECRET = re.findall(
    r"\S+",
    """
password Password PASSWORD db_password dbPassword DBPassword DB_PASSWORD db-password database.password userpassword
password2 passwd pwd passphrase DB_PASS smtp_pass secret clientSecret client_secret clientsecret SECRET_KEY_BASE
secrets token token1 api_token apiToken X-Auth-Token authtoken accessToken refresh_token tokens GITHUB_TOKEN
credentials credential apikey apiKey APIKey API_KEY api-key x-api-key api_keys privateKey PRIVATE_KEY ssl_private_key
secret_key accessKey AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY signing_key encryptionKey license_key account_key masterKey
connectionString connection_string SENTRY_DSN dsn webhook_url slackWebhookUrl password_hash reset_token verify_token
allowed_tokens token_value
""",
)

PLAIN = re.findall(
    r"\S+",
    """
tokenizer tokenizer_path max_tokens maxTokens MAX_OUTPUT_TOKENS tokens_per_minute token_limit tokenCount token_budget
token_bucket_size num_tokens token_ttl tokenTTL access_token_lifetime token_expires_in token_expiry_seconds token_type
token_url token_endpoint tokenEndpointAuthMethod token_issuer tokenAudience passwordPolicy password_policy
password_min_length minPasswordLength password_rotation_days has_password requires_password is_secret password_enabled
PasswordAuthentication secretName secret_name secretRef secretKeyRef secretRefs secret_version secrets_manager_region
secretStoreRef secret_store password_file private_key_path PASSWORD_FILE imagePullSecrets automountServiceAccountToken
bypass passenger pass_through compass secretary keyboard api_version key keys public_key monkey host url author
authorization hidden tokenise
""",
)


@pytest.mark.parametrize("name", SECRET)
def test_a_name_of_a_secret_is_known(name: str) -> None:
    assert sounds_secret(name)


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_only_sounds_like_one_is_not(name: str) -> None:
    assert not sounds_secret(name)


def policy(*, secrets: tuple[str, ...] = (), excepted: tuple[str, ...] = (), secret_file: bool = False) -> Policy:
    entry = FileEntry((FileGlob("*.yaml"),), secret=secret_file)
    return Policy("p", "base", (entry,), secrets=tuple(map(parse, secrets)), not_secrets=tuple(map(parse, excepted)))


def trail(*steps: Step) -> Trail:
    return Trail("a.yaml", steps)


def variable(name: str, *, by: str = "name") -> Step:
    entry = Entry(by, Scalar("str", name, 0, 0), 0, 0)
    return Item(Index(0), None, Mapping({by: entry}, 0, 0), None, 0)


def test_what_stands_beneath_a_secret_is_secret() -> None:
    assert policy().is_secret(trail(Key("credentials"), Key("user")))
    assert not policy().is_secret(trail(Key("passwordPolicy"), Key("history")))


@pytest.mark.parametrize("by", ["name", "Name", "key", "Key"])
def test_the_value_beside_a_secret_s_name_is_secret(by: str) -> None:
    assert policy().is_secret(trail(Key("env"), variable("DB_PASSWORD", by=by), Key("value")))
    assert not policy().is_secret(trail(Key("env"), variable("DB_HOST", by=by), Key("value")))
    assert not policy().is_secret(trail(Key("env"), variable("DB_PASSWORD", by=by), Key(by)))


def test_the_name_is_known_from_a_selector_alone() -> None:
    item = Item(Selector((("name", "API_TOKEN"),)), None, None)
    assert policy().is_secret(trail(Key("env"), item, Key("value")))


def test_except_takes_out_what_only_sounds_secret_and_nothing_else() -> None:
    said = policy(secrets=("**:**.pin",), excepted=("**:**.token", "**:**.pin"))
    assert not said.is_secret(trail(Key("token")))
    assert said.is_secret(trail(Key("pin")))
    assert policy(excepted=("**",), secret_file=True).is_secret(trail(Key("token")))


def test_a_stricter_policy_beside_it_is_heard() -> None:
    strict, loose = policy(secret_file=True), policy(excepted=("**",))
    assert replace(loose, stricter=strict).is_secret(trail(Key("anything")))
    assert not loose.is_secret(trail(Key("anything")))


def test_it_is_known_whether_items_of_a_list_can_differ() -> None:
    assert policy(secrets=("**:users[role=admin].id",)).tells_items_apart
    assert policy(excepted=("**:tokens[0].name",)).tells_items_apart
    assert not policy(secrets=("**:users[*].id", "secrets/**")).tells_items_apart
    assert replace(policy(), stricter=policy(secrets=("**:a[0]",))).tells_items_apart
