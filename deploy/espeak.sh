#!/bin/sh
# Installs espeak-ng, the voice that always works, where this user may, and otherwise says how.
set -u
line="apt-get install -y espeak-ng"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing espeak-ng ..."
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null 2>&1 && exit 0
fi
echo "The kiosk speaks with espeak-ng; it stays silent, and its tests are skipped, until you install it with: sudo $line"
