import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { allowlistProblem } from '../../../shared/allowlist.ts';
import type { EndpointSettings } from '../../../shared/endpoint.ts';
import { t } from '../../../shared/language/t.ts';
import { DEFAULT_ADDRESS, listenAddressProblem } from '../../../shared/listen-address.ts';
import { api } from '../../api.ts';
import { AddressLines } from '../../ui/AddressLines.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import classes from '../Settings.module.css';
import { SettingsForm } from '../SettingsForm.tsx';
import { isNewlyReachable, Reachable } from './Reachable.tsx';

interface Values extends Record<string, unknown> {
  readonly address: string;
  /** One a line. */
  readonly trustedProxies: string;
  readonly terse: boolean;
  readonly startWithLatchkey: boolean;
  readonly reachable: boolean;
}

const valuesOf = ({ trustedProxies, ...rest }: EndpointSettings): Values => ({
  ...rest,
  trustedProxies: trustedProxies.join('\n'),
  reachable: false,
});

interface Props {
  /** As they are in force. */
  readonly settings: EndpointSettings;
  readonly onSaved: () => void;
}

/** Where it listens, whom it believes, and how it answers. */
export function EndpointForm({ settings, onSaved }: Props) {
  const form = useForm<Values>({
    initialValues: valuesOf(settings),
    validate: {
      address: listenAddressProblem,
      trustedProxies: allowlistProblem,
      reachable: (reachable, { address }) =>
        !reachable && isNewlyReachable(address, settings.address)
          ? t('Tick this, or choose 127.0.0.1.')
          : null,
    },
  });
  const { address, trustedProxies } = form.values;
  return (
    <SettingsForm
      form={form}
      label={t('Settings of the endpoint')}
      save={async (values) => {
        const saved = await api.endpoint.edit(values);
        onSaved();
        return valuesOf(saved);
      }}
    >
      <TextInput
        label={t('Address')}
        description={t('Where it listens: an IP address of this computer and a port.')}
        placeholder={DEFAULT_ADDRESS}
        aria-required
        autoComplete="off"
        spellCheck={false}
        className={classes.narrow}
        {...fieldProps(form, 'address')}
      />
      <Reachable
        address={address}
        before={settings.address}
        trustedProxies={trustedProxies}
        checkbox={form.getInputProps('reachable', { type: 'checkbox' })}
      />
      <AddressLines
        label={t('Trusted proxies')}
        description={t(
          'Gateways believed about the client’s address. One IP address or CIDR per line. Empty: none.',
        )}
        placeholder={'10.0.0.7\n10.1.0.0/16'}
        path="trustedProxies"
        {...fieldProps(form, 'trustedProxies')}
        value={trustedProxies}
      />
      <Switch
        label={t('Terse answers')}
        description={t('Every refusal is one and the same 401: a client does not learn why it was refused.')}
        {...form.getInputProps('terse', { type: 'checkbox' })}
      />
      <Switch
        label={t('Start with Latchkey')}
        description={t('It answers as soon as Latchkey runs, before anybody signs in.')}
        {...form.getInputProps('startWithLatchkey', { type: 'checkbox' })}
      />
    </SettingsForm>
  );
}
