"""The site behind a real nginx: deploy/nginx/gongkai.conf as it is, but for ports, paths and a certificate."""

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.archive.site.published import LOOPBACK, free_port
from tests.conftest import nginx

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "deploy" / "nginx" / "gongkai.conf"
HOST = "gongkai.example.org"
DEADLINE_SECONDS = 60

AROUND = """
{user}daemon off;
pid {prefix}/nginx.pid;
error_log {prefix}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {prefix}/body;
    proxy_temp_path {prefix}/proxy;
    fastcgi_temp_path {prefix}/fastcgi;
    uwsgi_temp_path {prefix}/uwsgi;
    scgi_temp_path {prefix}/scgi;
    include {prefix}/gongkai.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx: its ports, and what it wrote to its error log."""

    http: int
    https: int
    log: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Fetch one path over HTTPS, as a reader does."""
        return self.client().get(path, headers=headers)

    def client(self) -> httpx.Client:
        """A client that takes the test's certificate."""
        return httpx.Client(
            base_url=f"https://{LOOPBACK}:{self.https}", verify=False, trust_env=False, timeout=30
        )


@contextmanager
def served_on_sockets(
    home: Path, sockets: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[str]]:
    """`gongkai serve --sockets`, ready to answer."""
    sockets.mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "crawler", "serve", "--sockets", str(sockets)],
        env={**os.environ, "GONGKAI_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not (sockets / "current.sock").exists():
            assert process.poll() is None, process.stdout and process.stdout.read()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(DEADLINE_SECONDS)


@contextmanager
def proxied(prefix: Path, home: Path, sockets: Path, *, rate: str = "10r/s") -> Iterator[Proxy]:
    """A real nginx in front of the sockets; `rate` stands in for the limit of requests."""
    prefix.mkdir()
    proxy = Proxy(free_port(), free_port(), prefix / "error.log")
    (prefix / "gongkai.conf").write_text(_configuration(prefix, home, sockets, proxy, rate), "utf-8")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (prefix / "nginx.conf").write_text(AROUND.format(prefix=prefix, user=user), "utf-8")
    with subprocess.Popen([str(nginx()), "-p", str(prefix), "-c", str(prefix / "nginx.conf")]) as process:
        try:
            _wait_for(proxy, process)
            yield proxy
        finally:
            process.terminate()
            process.wait(DEADLINE_SECONDS)


def _configuration(prefix: Path, home: Path, sockets: Path, proxy: Proxy, rate: str) -> str:
    certificate, key = _certificate(prefix)
    lines = CONFIGURATION.read_text("utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if "listen [::]" not in line)
    replaced = {
        "listen 80;": f"listen {LOOPBACK}:{proxy.http};",
        "listen 443 ssl": f"listen {LOOPBACK}:{proxy.https} ssl",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": str(certificate),
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": str(key),
        "/run/gongkai/": f"{sockets}/",
        "/var/lib/gongkai/": f"{home}/",
        "/var/lib/nginx/gongkai": f"{prefix}/cache",
        "rate=10r/s": f"rate={rate}",
    }
    for written, stands_in in replaced.items():
        assert written in text, f"{CONFIGURATION.name} no longer says {written}"
        text = text.replace(written, stands_in)
    return text


def _certificate(prefix: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    paths = prefix / "fullchain.pem", prefix / "privkey.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return paths


def _wait_for(proxy: Proxy, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, proxy.log.read_text("utf-8")
        try:
            proxy.get("/-/")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx did not start")
