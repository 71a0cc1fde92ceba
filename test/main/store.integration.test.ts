import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, DAY, HOUR } from '../support/clock.ts';
import { leftIn, PASSPHRASE, tear } from '../support/backup.ts';
import { latchkey } from '../support/command-line.ts';
import { ADA, Program, until } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

let program: Program;
let folder: string;
beforeEach(async () => {
  program = await Program.setUp();
  folder = tempFolder();
});

const generate = async (name: string) => {
  const { secret, row } = await program.generate({ name });
  await program.api.secrets.release({ id: secret.id, loseIt: true });
  return row;
};
const backUp = async (passphrase: string | null = null) => {
  program.place = join(folder, 'a.lkbackup');
  await program.api.store.backUp({ passphrase });
  program.chosen = [program.place];
};
const preview = async (passphrase: string | null = null) => {
  await program.api.store.choose(undefined);
  return program.api.store.preview({ passphrase });
};
const signIn = () =>
  program.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
const names = async () =>
  (await program.rows<{ name: string }>('SELECT name FROM keys ORDER BY id')).map(({ name }) => name);
const actions = async () => (await program.log()).map(({ action }) => action);

describe('a backup of the window', () => {
  it('is made where the person says, and told of', async () => {
    await generate('Payroll');
    await backUp(PASSPHRASE);
    const state = await program.api.store.state(undefined);
    expect(state.lastBackup).toMatchObject({ path: program.place, encrypted: true, at: program.clock.time });
    expect(state).toMatchObject({ path: program.storePath, failure: null, nextAt: null, overdue: false });
    expect(program.events.some(({ name }) => name === 'store-progress')).toBe(true);
    program.place = null;
    expect(await program.api.store.backUp({ passphrase: null })).toBeNull();
  });

  it('is one piece of work at a time, and can be stopped', async () => {
    program.place = join(folder, 'a.lkbackup');
    const running = refusal(program.api.store.backUp({ passphrase: null }));
    await until(() => program.events.some(({ name }) => name === 'store-progress'));
    expect(await refusal(program.api.store.checkIntegrity(undefined))).toMatchObject({
      code: 'STORE_WORK_UNDER_WAY',
    });
    await program.api.store.cancel(undefined);
    expect(await running).toMatchObject({ code: 'CANCELLED' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is for nobody but who asked for it, and a folder and a backup are chosen by nobody else', async () => {
    program.place = join(folder, 'a.lkbackup');
    program.chosen = [folder];
    program.whileAsked = async () => {
      await program.api.session.signOut(undefined);
      await signIn();
    };
    const calls = [
      () => program.api.store.backUp({ passphrase: null }),
      () => program.api.store.chooseFolder(undefined),
      () => program.api.store.choose(undefined),
    ];
    for (const call of calls) expect(await refusal(call())).toMatchObject({ code: 'SESSION_CHANGED' });
    program.whileAsked = () => program.backend.lock('suspend');
    expect(await refusal(program.api.store.backUp({ passphrase: null }))).toMatchObject({ code: 'LOCKED' });
    expect(readdirSync(folder)).toEqual([]);
    expect(await actions()).not.toContain('store.backup');
  });
});

describe('a restore of the window', () => {
  it('signs everybody out, and the log goes on being signed', async () => {
    await generate('Payroll');
    await program.api.activityLog.verify(undefined);
    await backUp(PASSPHRASE);
    await generate('Later');
    await program.api.activityLog.verify(undefined);
    expect(await refusal(preview())).toMatchObject({ code: 'PASSPHRASE_REQUIRED' });
    expect(await refusal(preview('not the right one'))).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(await preview(PASSPHRASE)).toMatchObject({
      present: 'same store',
      signing: 'same key',
      difference: { history: 'earlier', madeSince: { count: 1, names: ['Later'] } },
    });
    program.clock.pass(MINUTE);
    const { kept } = await program.api.store.restore({});
    expect(kept !== null && existsSync(kept)).toBe(true);
    expect(await program.api.session.state(undefined)).toMatchObject({
      status: 'signed-out',
      notice: expect.stringContaining('restored') as string,
    });
    expect(await names()).toEqual(['Payroll']);
    await signIn();
    // What was signed last was another log; that somebody who may has restored is no doubt about this one.
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
    expect((await program.api.store.state(undefined)).unsignedRestore).toBe(false);
    expect(await actions()).toContain('store.restore');
    expect(leftIn(dirname(program.storePath))).toEqual([]);
    // And back again.
    program.chosen = [kept ?? ''];
    program.clock.pass(MINUTE);
    await preview();
    await program.api.store.restore({});
    expect(await names()).toEqual(['Payroll', 'Later']);
  });

  it('is not kept from by an entry of the keychain that is no key: a new one is made', async () => {
    await generate('Payroll');
    await program.api.activityLog.verify(undefined);
    await backUp();
    const { logEntries } = program.keychain;
    expect(logEntries.size).toBe(1);
    for (const name of logEntries.keys()) logEntries.set(name, 'no seed');
    expect(await preview()).toMatchObject({ present: 'same store', signing: 'new key' });
    program.clock.pass(MINUTE);
    await program.api.store.restore({});
    await signIn();
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
    expect(program.internalErrors).toEqual([]);
  });

  it('is refused without a preview, to another session, and with an unsaved secret', async () => {
    await backUp();
    expect(await refusal(program.api.store.restore({}))).toMatchObject({ code: 'NO_BACKUP_CHOSEN' });
    await program.api.store.choose(undefined);
    expect(await refusal(program.api.store.restore({}))).toMatchObject({ code: 'NO_BACKUP_CHOSEN' });
    await preview();
    expect(leftIn(dirname(program.storePath))).toHaveLength(1);
    await program.generate({ name: 'Unsaved' });
    expect(await refusal(program.api.store.restore({}))).toMatchObject({ code: 'SECRET_NOT_SAVED' });
    const [secret] = await program.api.secrets.pending(undefined);
    await program.api.secrets.release({ id: secret?.id ?? '', loseIt: true });
    await program.api.session.signOut(undefined);
    await signIn();
    expect(await refusal(program.api.store.restore({}))).toMatchObject({ code: 'NO_BACKUP_CHOSEN' });
    for (const call of ['choose', 'restore', 'cancel'] as const) {
      expect(await refusal(program.api.recovery[call]({}))).toMatchObject({ code: 'FORBIDDEN' });
    }
    await program.stop();
    expect(leftIn(dirname(program.storePath))).toEqual([]);
  });

  it('without the keychain leaves the log in doubt until somebody says that it is right', async () => {
    await program.api.activityLog.verify(undefined);
    await backUp();
    await generate('Later');
    await program.api.activityLog.verify(undefined);
    await preview();
    program.keychain.logMode = 'absent';
    await program.api.store.restore({});
    program.keychain.logMode = 'available';
    await program.restart();
    await signIn();
    await until(() => program.keychain.logQuestions > 0);
    while (!(await program.api.store.state(undefined)).unsignedRestore) await new Promise(setImmediate);
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: { what: 'rolled back' } });
    await program.api.store.acceptLog(undefined);
    expect((await program.api.store.state(undefined)).unsignedRestore).toBe(false);
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
    expect(await actions()).toContain('store.accept-log');
  });
});

describe('where nobody can sign in', () => {
  it('a damaged store is put back, and the program goes on', async () => {
    await generate('Payroll');
    await backUp();
    program.chosen = [program.place ?? ''];
    await program.stop();
    tear(program.storePath, 0, 0.5);
    for (const ending of ['-wal', '-shm']) rmSync(program.storePath + ending, { force: true });
    await program.open();
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'store-failed' });
    expect(await program.api.recovery.choose({})).toMatchObject({ encrypted: false });
    expect(await program.api.recovery.preview({ passphrase: null })).toMatchObject({
      present: 'unusable',
      keys: 1,
      difference: null,
    });
    const { kept } = await program.api.recovery.restore({});
    expect(existsSync(kept ?? '')).toBe(true);
    expect(program.events.at(-1)).toMatchObject({ name: 'session', payload: { status: 'signed-out' } });
    expect(await signIn()).toMatchObject({ status: 'signed-in' });
    expect(await names()).toEqual(['Payroll']);
    expect((await program.log()).map(({ action }) => action)).toContain('store.restore');
  });

  it('a new computer takes over what another one has backed up', async () => {
    await generate('Payroll');
    await backUp(PASSPHRASE);
    const other = await Program.start();
    other.chosen = [program.place ?? ''];
    await other.api.recovery.choose({});
    expect(await other.api.recovery.preview({ passphrase: PASSPHRASE })).toMatchObject({
      present: 'empty',
      signing: 'new key',
    });
    await other.api.recovery.restore({});
    await other.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
    expect(await other.api.activityLog.verify(undefined)).toMatchObject({ fault: null });
    expect(await other.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
    expect(await refusal(other.api.recovery.choose({}))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a store that is gone is put back, and its log goes on being signed', async () => {
    await backUp();
    await preview();
    program.clock.pass(MINUTE);
    await program.api.store.restore({});
    await signIn();
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
    await program.stop();
    for (const ending of ['', '-wal', '-shm']) rmSync(program.storePath + ending, { force: true });
    await program.open();
    program.clock.pass(MINUTE);
    await program.api.recovery.choose({});
    expect(await program.api.recovery.preview({ passphrase: null })).toMatchObject({
      present: 'empty',
      signing: 'same key',
    });
    await program.api.recovery.restore({});
    await signIn();
    // The backup does not know the epoch in which this computer has signed last; the keychain does.
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault: null, anchor: 'agrees' });
  });

  it('a store that is only locked, full or unreadable is not replaced', async () => {
    await backUp();
    await program.stop();
    const away = `${program.storePath}.away`;
    renameSync(program.storePath, away);
    copyFileSync(away, join(folder, 'x'));
    const { mkdirSync } = await import('node:fs');
    mkdirSync(program.storePath);
    await program.open();
    const code = 'STORE_UNREADABLE';
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'store-failed', code });
    expect(await refusal(program.api.recovery.choose({}))).toMatchObject({ code });
    await program.stop();
    rmSync(program.storePath, { recursive: true });
    renameSync(away, program.storePath);
  });
});

describe('while the window is open', () => {
  it('a restore of the command line signs everybody out', async () => {
    await backUp();
    await generate('Later');
    const seen = program.events.length;
    const { code, err } = await latchkey([
      'restore',
      program.place ?? '',
      '--store',
      program.storePath,
      '--yes',
    ]);
    // There is no keychain here that it could ask.
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('last is not known') as string });
    await until(() => program.events.slice(seen).some(({ name }) => name === 'session'));
    expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-out' });
    expect(await names()).toEqual([]);
  });

  describe('another program’s restore, before the watch has looked,', () => {
    beforeEach(async () => {
      program.lookEvery = HOUR;
      await program.restart();
      await signIn();
      await backUp();
    });
    const restoreElsewhere = async () => {
      const words = ['restore', program.place ?? '', '--store', program.storePath, '--yes'];
      expect(await latchkey(words)).toMatchObject({ code: 0 });
    };
    const over = { status: 'signed-out', notice: expect.stringContaining('restored') as string };

    it('has made a session of before nobody’s', async () => {
      await generate('Later');
      await restoreElsewhere();
      const seen = program.events.length;
      // Two at once: the second must not profit from what the first has found.
      const asked = [program.api.roles.list(undefined), program.generate({ name: 'Too late' })];
      for (const call of asked) expect(await refusal(call)).toMatchObject({ code: 'NOT_SIGNED_IN' });
      await until(() => program.events.slice(seen).some(({ name }) => name === 'session'));
      expect(await program.api.session.state(undefined)).toMatchObject(over);
      expect(await names()).toEqual([]);
      await signIn();
      await generate('In time');
    });

    it('has done so also when a secret was not saved yet, which goes with it', async () => {
      await program.generate({ name: 'Unsaved' });
      await restoreElsewhere();
      expect(await refusal(program.api.roles.list(undefined))).toMatchObject({ code: 'NOT_SIGNED_IN' });
      expect(await refusal(program.api.roles.list(undefined))).toMatchObject({ code: 'NOT_SIGNED_IN' });
      await signIn();
      expect(await program.api.secrets.pending(undefined)).toEqual([]);
      expect(program.secretShown.at(-1)).toBe(false);
    });

    it('is the first thing that the window hears when it asks where it stands, or locks', async () => {
      await restoreElsewhere();
      expect(await program.api.session.state(undefined)).toMatchObject(over);
      await signIn();
      await restoreElsewhere();
      expect(await program.api.session.lock(undefined)).toMatchObject(over);
    });

    it('ends no session that was begun after it', async () => {
      await program.api.session.signOut(undefined);
      await restoreElsewhere();
      await signIn();
      await generate('In time');
      expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-in' });
    });

    it.each(['changePassword', 'newRecoveryCodes', 'signIn'] as const)(
      'keeps %s from writing into an account of the restored store, when it comes while the password is looked at',
      async (call) => {
        const real = program.hasher;
        const calls = {
          changePassword: () =>
            program.api.session.changePassword({
              current: ADA.password,
              newPassword: 'nine otters in a canoe',
            }),
          newRecoveryCodes: () => program.api.session.newRecoveryCodes({ password: ADA.password }),
          signIn,
        };
        if (call === 'signIn') await program.api.session.signOut(undefined);
        const secrets = () =>
          Promise.all(
            ['SELECT * FROM passwords', 'SELECT * FROM recovery_codes'].map((sql) => program.rows(sql)),
          );
        const before = await secrets();
        program.hasher = {
          ...real,
          hash: (password) => real.hash(password),
          matches: async (password, stored) => {
            program.hasher = real;
            await restoreElsewhere();
            return real.matches(password, stored);
          },
        };
        expect(await refusal(calls[call]())).toMatchObject({ code: 'STORE_RESTORED' });
        expect(await secrets()).toEqual(before);
        expect(await program.api.session.state(undefined)).toMatchObject({ status: 'signed-out' });
        await signIn();
      },
    );

    it('lets no answer out that was begun before it', async () => {
      const { secret } = await program.generate({ name: 'Payroll' });
      Object.assign(program.ports.clipboard, { write: restoreElsewhere });
      expect(await refusal(program.api.secrets.copy({ id: secret.id }))).toMatchObject({
        code: 'STORE_RESTORED',
      });
      expect(await program.api.session.state(undefined)).toMatchObject(over);
    });
  });

  it('a restore in the place of a store that has gone ends the session, and nothing is written to what it was', async () => {
    program.lookEvery = HOUR;
    await program.restart();
    await signIn();
    await backUp();
    await preview();
    for (const ending of ['', '-wal', '-shm'])
      renameSync(program.storePath + ending, `${program.storePath}.gone${ending}`);
    await program.api.store.restore({});
    expect(await refusal(program.generate({ name: 'Lost' }))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('another file at its place is opened in the place of the old one', async () => {
    await generate('Payroll');
    await backUp();
    await generate('Later');
    const seen = program.events.length;
    renameSync(program.place ?? '', program.storePath);
    for (const ending of ['-wal', '-shm']) rmSync(program.storePath + ending, { force: true });
    await until(() => program.events.slice(seen).some(({ name }) => name === 'session'));
    await signIn();
    expect(await names()).toEqual(['Payroll']);
  });
});

describe('scheduled backups', () => {
  const LOOK = 5 * MINUTE;
  const schedule = async (more = {}) => {
    program.chosen = [folder];
    await program.api.store.chooseFolder(undefined);
    return program.api.store.editSchedule({
      every: 'daily',
      folder,
      keep: 2,
      encrypted: false,
      passphrase: null,
      ...more,
    });
  };
  const look = async () => {
    program.timers.get(LOOK)?.();
    await program.backend.calls.settle();
  };
  const files = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.lkbackup'))
      .sort();

  it('are made when their time has come, missed ones at the next start, and the oldest go', async () => {
    await schedule();
    await program.backend.calls.settle();
    expect(files()).toHaveLength(1);
    await look();
    expect(files()).toHaveLength(1);
    const foreign = files()[0]?.replace(/\d{4}-/, '1999-') ?? '';
    // Named as ours and none of ours.
    writeFileSync(join(folder, foreign), 'precious');
    writeFileSync(join(folder, 'aaa.lkbackup'), 'precious');
    for (let day = 0; day < 3; day += 1) {
      program.clock.pass(DAY);
      await look();
    }
    expect(files().filter((name) => name !== foreign && name !== 'aaa.lkbackup')).toHaveLength(2);
    expect(existsSync(join(folder, foreign))).toBe(true);
    program.clock.pass(9 * DAY);
    const before = files();
    await program.restart();
    await program.backend.calls.settle();
    expect(files()).not.toEqual(before);
    await signIn();
    const state = await program.api.store.state(undefined);
    expect(state).toMatchObject({ failure: null, overdue: false, nextAt: program.clock.time + DAY });
  });

  it('are not let go for those that a wrong clock has dated later', async () => {
    await schedule({ keep: 1 });
    await program.backend.calls.settle();
    program.clock.pass(400 * DAY);
    await look();
    const [future] = files();
    program.clock.pass(-399 * DAY);
    for (let day = 0; day < 2; day += 1) {
      await look();
      const { lastScheduled } = await program.api.store.state(undefined);
      expect(lastScheduled?.at).toBe(program.clock.time);
      expect(files()).toEqual([basename(lastScheduled?.path ?? ''), future]);
      program.clock.pass(DAY);
    }
  });

  it('tell why they failed, once in the log, and go on when the cause is gone', async () => {
    await schedule();
    await program.backend.calls.settle();
    rmSync(folder, { recursive: true });
    program.clock.pass(DAY);
    await look();
    const failed = await program.api.store.state(undefined);
    expect(failed.failure).toMatchObject({ code: 'BACKUP_READ_ONLY' });
    for (let hour = 0; hour < 30; hour += 1) {
      program.clock.pass(HOUR);
      await look();
    }
    expect((await actions()).filter((action) => action === 'store.backup-failed')).toHaveLength(1);
    expect((await program.api.store.state(undefined)).overdue).toBe(true);
    const { mkdirSync } = await import('node:fs');
    mkdirSync(folder);
    program.clock.pass(HOUR);
    await look();
    expect((await program.api.store.state(undefined)).failure).toBeNull();
  });

  it('are encrypted with a passphrase of the keychain, or say that they cannot be', async () => {
    expect(await refusal(schedule({ encrypted: true }))).toMatchObject({ code: 'PASSPHRASE_REQUIRED' });
    await schedule({ encrypted: true, passphrase: PASSPHRASE });
    await program.backend.calls.settle();
    expect((await program.api.store.state(undefined)).lastScheduled).toMatchObject({ encrypted: true });
    expect(JSON.stringify(await program.rows('SELECT * FROM settings'))).not.toContain(PASSPHRASE);
    expect(JSON.stringify(await program.log())).not.toContain(PASSPHRASE);
    program.keychain.mode = 'locked';
    program.clock.pass(DAY);
    await look();
    expect((await program.api.store.state(undefined)).failure).toMatchObject({
      code: 'BACKUP_NO_PASSPHRASE',
    });
    program.keychain.mode = 'available';
    program.clock.pass(HOUR);
    await look();
    const { lastScheduled } = await program.api.store.state(undefined);
    program.chosen = [lastScheduled?.path ?? ''];
    expect(await preview(PASSPHRASE)).toMatchObject({ encrypted: true });
  });

  it('go to no folder that nobody has chosen', async () => {
    const elsewhere = tempFolder();
    expect(await refusal(schedule({ folder: elsewhere }))).toMatchObject({ field: 'folder' });
    expect(await refusal(schedule({ folder: null }))).toMatchObject({ field: 'folder' });
  });
});
