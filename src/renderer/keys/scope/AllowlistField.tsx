import { t } from '../../../shared/language/t.ts';
import { AddressLines, type AddressLinesProps } from '../../ui/AddressLines.tsx';

type Props = Pick<AddressLinesProps, 'value' | 'error' | 'onChange' | 'onBlur'>;

/** **IP Allowlist** of a key. */
export function AllowlistField(props: Props) {
  return (
    <AddressLines
      {...props}
      label={t('IP Allowlist')}
      description={t('Optional. One IP address or CIDR per line. Empty: any address may use the key.')}
      placeholder={'203.0.113.7\n10.0.0.0/8\n2001:db8::/32'}
      path="allowlist"
    />
  );
}
