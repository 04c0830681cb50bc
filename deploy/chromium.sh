#!/bin/sh
# Installs Chromium and Chinese fonts for the browser tests where this user may, and otherwise says how.
set -u
line="apt-get install -y chromium fonts-noto-cjk"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null 2>&1 && exit 0
fi
echo "Browser tests need Chromium; they are skipped until you install it with: sudo $line"
