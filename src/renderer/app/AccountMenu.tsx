import { Button, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { IconChevronDown, IconOwnAccount, IconSignOut } from '../ui/icons.ts';
import classes from './Frame.module.css';
import { leaveThen, navigate } from './router.ts';
import { SCHEMES } from './schemes.ts';
import { useAdministrator } from './session.ts';

/** Who is signed in, how it looks, and the way out. */
export function AccountMenu({ onSignOut }: { readonly onSignOut: () => void }) {
  const who = useAdministrator();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (value: string) => {
    const scheme = SCHEMES.find((candidate) => candidate.value === value);
    if (scheme) setColorScheme(scheme.value);
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="bright"
          h={34}
          px="xs"
          maw={220}
          aria-label={t('Account menu of {username}', { username: who.username })}
          rightSection={<IconChevronDown size={16} />}
        >
          <span className={classes.ellipsis}>{who.username}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <Text size="sm" fw={600} className={classes.ellipsis}>
            {who.displayName || who.username}
          </Text>
          <Text size="xs" c="dimmed" className={classes.ellipsis}>
            {[...who.roles, who.tenant.name].join(' · ')}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('Appearance')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={choose}>
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value}>
              {t(label)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconOwnAccount size={16} />} onClick={() => navigate('/settings/account')}>
          {t('Password, recovery codes, devices')}
        </Menu.Item>
        <Menu.Item leftSection={<IconSignOut size={16} />} onClick={() => leaveThen(onSignOut)}>
          {t('Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
