"""A certificate for the house's own network: browsers give a microphone only to pages that come encrypted.

A small authority of the house's own signs it; who trusts the authority's file once is asked no more.
"""

import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS = timedelta(days=3650)
LASTS = timedelta(days=397)  # browsers refuse what is longer (CA/Browser Forum, ballot SC22)
_CA, _CA_KEY, _CERT, _KEY = "authority.crt", "authority.key", "house.crt", "house.key"


@dataclass(frozen=True, slots=True)
class Files:
    """Where the certificate lies."""

    authority: Path  # what tablets have to trust
    certificate: Path
    key: Path

    @classmethod
    def of(cls, folder: Path) -> "Files":
        """Return where it lies, or would, in a data folder."""
        tls = folder / "tls"
        return cls(tls / _CA, tls / _CERT, tls / _KEY)

    def context(self) -> ssl.SSLContext | None:
        """Return what a server needs to speak encrypted; None where there is no certificate."""
        if not self.certificate.exists():
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def certify(folder: Path, addresses: Sequence[str], now: datetime) -> Files:
    """Make a certificate for host names and IP addresses; the authority stays the one that tablets trust already."""
    files = Files.of(folder)
    files.authority.parent.mkdir(parents=True, exist_ok=True)
    authority_key, authority = _authority(files.authority.parent, now)
    key = ec.generate_private_key(ec.SECP256R1())
    every = list(dict.fromkeys([*addresses, *_certified(files)]))  # another tablet may use the address of before
    names = [x509.IPAddress(ip_address(one)) if _is_ip(one) else x509.DNSName(one) for one in every]
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    made = (
        _builder(_name(addresses[0]), authority.subject, key.public_key(), now, LASTS)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(files.key, _pem(key))
    _write(files.certificate, made.public_bytes(serialization.Encoding.PEM))
    return files


def _certified(files: Files) -> list[str]:
    """Return the addresses for which there is a certificate already."""
    if not files.certificate.exists():
        return []
    known = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(name.value) for name in names]


def _authority(folder: Path, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    path, key_path = folder / _CA, folder / _CA_KEY
    if path.exists() and key_path.exists():
        known = serialization.load_pem_private_key(key_path.read_bytes(), None)
        if isinstance(known, ec.EllipticCurvePrivateKey):
            return known, x509.load_pem_x509_certificate(path.read_bytes())
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Linli")
    made = (
        _builder(name, name, key.public_key(), now, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(key_path, _pem(key))
    _write(path, made.public_bytes(serialization.Encoding.PEM))
    return key, made


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    begins = now.astimezone(UTC) - timedelta(days=1)  # a tablet's clock may be behind
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    no_password = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)
