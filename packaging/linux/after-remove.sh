#!/bin/sh
# After the rpm is removed, but not after an upgrade ($1 counts what is left). Nobody's data is touched.
if [ "$1" = 0 ]; then
  rm -f '/usr/bin/${executable}' /usr/bin/latchkey
  if [ -d /run/systemd/system ]; then systemctl --system daemon-reload >/dev/null || true; fi
fi
exit 0
