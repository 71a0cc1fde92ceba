import { Button, Menu, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { failureOf } from '../api.ts';
import { IconTenants, IconTenantSwitch } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import classes from './Frame.module.css';
import { openTenant, useTenants } from './open-tenant.ts';
import { navigate } from './router.ts';
import { useAdministrator, useMay } from './session.ts';

/** Which tenant is open, and the way to the others for who may go there. */
export function TenantSwitcher() {
  const { tenant } = useAdministrator();
  const may = useMay('manage-tenants');
  return may ? (
    <Switcher />
  ) : (
    <div className={classes.tenant} title={tenant.name}>
      {tenant.name}
    </div>
  );
}

function Switcher() {
  const { tenant } = useAdministrator();
  const { value, failure, again } = useTenants();
  const open = (id: number) =>
    openTenant(id).catch((error: unknown) => {
      again();
      toast({ message: failureOf(error).message, color: 'red' });
    });
  return (
    <div className={classes.tenant}>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            h={34}
            px="xs"
            fw={400}
            maw="100%"
            title={tenant.name}
            aria-label={t('Tenant: {name}', { name: tenant.name })}
            rightSection={<IconTenantSwitch size={16} stroke={1.75} />}
          >
            <span className={classes.ellipsis}>{tenant.name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('Tenants')}</Menu.Label>
          <div className={classes.tenants}>
            <Menu.RadioGroup value={String(tenant.id)} onChange={(id) => void open(Number(id))}>
              {value
                ?.filter(({ id, archivedAt }) => archivedAt === null || id === tenant.id)
                .map(({ id, name }) => (
                  <Menu.RadioItem key={id} value={String(id)}>
                    <span className={classes.ellipsis}>{name}</span>
                  </Menu.RadioItem>
                ))}
            </Menu.RadioGroup>
          </div>
          {failure !== null && (
            <Text size="xs" c="var(--mantine-color-error)" className={classes.who}>
              {failure.message}
            </Text>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTenants size={16} />} onClick={() => navigate('/settings/tenants')}>
            {t('Manage tenants')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
