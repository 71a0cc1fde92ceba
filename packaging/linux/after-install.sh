#!/bin/sh
# After the rpm is installed: electron-builder puts the program where it likes, the commands belong on the PATH.
ln -sf '/opt/${sanitizedProductName}/${executable}' '/usr/bin/${executable}'
ln -sf '/opt/${sanitizedProductName}/resources/bin/latchkey' /usr/bin/latchkey
# For systems whose users may make no namespaces of their own.
chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'
if [ -d /run/systemd/system ]; then
  systemd-sysusers latchkey.conf || true
  systemd-tmpfiles --create latchkey.conf || true
  systemctl --system daemon-reload >/dev/null || true
fi
exit 0
