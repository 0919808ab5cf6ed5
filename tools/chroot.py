"""Do what Dockerfile says in a folder, where no Docker can: its lines are read, and run in a root of their own.

    sudo python tools/chroot.py FOLDER                  # Debian by apt's debootstrap, then every line
    sudo python tools/chroot.py FOLDER --run "COMMAND"  # there, as the user and in the folder of the image

It knows FROM debian:NAME-slim, ENV, RUN, COPY . PATH, WORKDIR, USER, EXPOSE and CMD, and refuses every other line, so
what it makes is what the image would be. A folder that is there already is gone on with behind the last line that was
done. How this machine reaches the package registries (pip.conf, certificates, names of hosts) holds there too.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DONE = ".dockerfile-done"
KINDS = ("FROM", "ENV", "RUN", "COPY", "WORKDIR", "USER", "EXPOSE", "CMD")


def lines(text):
    """The instructions of a Dockerfile: pairs of kind and rest; or an error for what is not known here."""
    kept = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = "\n".join(kept).replace("\\\n", " ").splitlines()
    found = [tuple(line.strip().split(maxsplit=1)) for line in whole]
    for line in found:
        if len(line) < 2 or line[0] not in KINDS:
            raise ValueError(f"Dockerfile has a line that is not known here: {' '.join(line)!r}.")
    if found[0][0] != "FROM" or not found[0][1].startswith("debian:"):
        raise ValueError(f"Dockerfile has to begin with FROM debian:NAME. Received {' '.join(found[0])!r}.")
    return found


def state(found):
    """What holds behind all instructions: the environment, the folder, and the user."""
    environment, folder, user = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}, "/", "root"
    for kind, rest in found:
        if kind == "ENV":
            environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))
        elif kind == "WORKDIR":
            folder = rest
        elif kind == "USER":
            user = rest
    return environment, folder, user


def build(place, found):
    """Run all instructions that were not run there before."""
    done = place / DONE
    begun = int(done.read_text()) if done.exists() else 0
    for index, (kind, rest) in enumerate(found):
        if index < begun:
            continue
        print(f"{index + 1}/{len(found)} {kind} {rest[:100]}", flush=True)
        if kind == "FROM":
            name = rest.removeprefix("debian:").removesuffix("-slim")
            subprocess.run(["debootstrap", "--variant=minbase", name, place, *_mirror()], check=True)
        elif kind == "RUN":
            run(place, found[:index], rest)
        elif kind == "COPY":
            source, target = rest.split()
            _copy(ROOT / source, place / target.lstrip("/"))
        done.write_text(str(index + 1))


def run(place, found, command):
    """Run a shell command in a root, as all instructions before say."""
    environment, folder, user = state(found)
    home = "/root" if user == "root" else f"/home/{user}"
    root = shlex.quote(str(place))
    # A name space of its own: what is mounted, and what is left running, ends with it.
    inner = f"mount -t proc proc {root}/proc && mount --rbind /dev {root}/dev && exec chroot --userspec={user} {root} "
    settings = {**environment, **_network(place), "HOME": home, "USER": user}
    inner += shlex.join(["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in settings.items())])
    inner += f" /bin/sh -c {shlex.quote(f'cd {folder} && {command}')}"
    subprocess.run(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", inner], check=True)


def _network(place):
    """Let the root reach what this machine reaches: returns settings, and copies files."""
    for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf"):
        if Path(name).exists():
            shutil.copyfile(name, place / name.lstrip("/"))
    settings = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    certificates = os.environ.get("SSL_CERT_FILE", "")
    if Path(certificates).is_file():
        shutil.copyfile(certificates, place / "certificates.pem")
        settings |= dict.fromkeys(("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE"), "/certificates.pem")
    return settings


def _mirror():
    """The address that this machine has its packages from, where debootstrap would take another."""
    for file in (Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")):
        for line in file.read_text().splitlines() if file.is_file() else ():
            words = line.split()
            found = [word for word in words if "://" in word and word.rstrip("/").endswith("debian")]
            if words[:1] in (["URIs:"], ["deb"]) and found:
                return found[:1]
    return []


def _copy(source, target):
    """Copy a folder without what .dockerignore names."""
    patterns = (ROOT / ".dockerignore").read_text().split()
    names = [pattern.removeprefix("**/") for pattern in patterns]
    target.mkdir(parents=True, exist_ok=True)
    words = ["tar", "-C", source, *[f"--exclude={name}" for name in names], "-cf", "-", "."]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as packing:
        subprocess.run(["tar", "-C", target, "--no-same-owner", "-xf", "-"], stdin=packing.stdout, check=True)


def main(arguments=None):
    """Build a root, or run a command in one; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--run", metavar="COMMAND")
    given = parser.parse_args(arguments)
    found = lines((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    place = given.folder.resolve()
    try:
        if given.run:
            run(place, found, given.run)
        else:
            build(place, found)
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
