import { Alert, Checkbox, type CheckboxProps } from '@mantine/core';
import { readAllowlist } from '../../../shared/allowlist.ts';
import { t } from '../../../shared/language/t.ts';
import { isLoopback, listenText, readListenAddress } from '../../../shared/listen-address.ts';
import { IconAlert } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
import classes from './Endpoint.module.css';

/** The host of an address that others reach; `null`: only this computer does, or it is none yet. */
function reachableHost(typed: string): string | null {
  const read = readListenAddress(typed);
  return 'problem' in read || isLoopback(read.address.host) ? null : read.address.host;
}

/** Whether it is an address that others reach and another one than before: that must be confirmed. */
export function isNewlyReachable(typed: string, before: string): boolean {
  const read = readListenAddress(typed);
  return reachableHost(typed) !== null && 'address' in read && listenText(read.address) !== before;
}

interface Props {
  readonly address: string;
  readonly before: string;
  readonly trustedProxies: string;
  readonly checkbox: CheckboxProps;
}

/** What an address means that others reach, and the question whether that is wanted. */
export function Reachable({ address, before, trustedProxies, checkbox }: Props) {
  const host = reachableHost(address);
  if (host === null) return null;
  const elsewhere = readAllowlist(trustedProxies).entries.some(
    (proxy) => !isLoopback(proxy.split('/')[0] ?? ''),
  );
  return (
    <Alert color="yellow" icon={<IconAlert size={18} />} title={t('Others reach this address')} role="status">
      <div className={classes.warning}>
        <span>
          {rich(
            'Everybody who reaches it can try keys there, and it speaks plain HTTP: keys travel unencrypted. Let only your gateway reach it.{elsewhere}',
            {
              elsewhere:
                !elsewhere &&
                t(
                  ' No gateway on another computer is a trusted proxy: behind one, every client would have the gateway’s address, and IP allowlists would refuse them.',
                ),
            },
          )}
        </span>
        {isNewlyReachable(address, before) && (
          <Checkbox {...checkbox} label={t('Others may reach the endpoint over plain HTTP')} />
        )}
      </div>
    </Alert>
  );
}
