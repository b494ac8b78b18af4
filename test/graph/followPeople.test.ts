import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { PeopleChanges } from '../../src/graph/followedPeople.ts';
import { changeAccount, changeMember } from '../../src/sandbox/tenant/accounts.ts';
import { addPerson } from '../../src/sandbox/tenant/founding.ts';
import { peopleFollowed } from '../../src/store/graphTables.ts';
import { leftPerson } from '../../src/store/registryTables.ts';
import { graphFault, openStage, people, type Stage } from './stage.ts';

let stage: Stage;
let number = 0;
beforeAll(async () => {
  stage = await openStage();
  stage.sandbox.permissions.application.push('User.Read.All', 'GroupMember.Read.All');
});
afterAll(() => stage.close());
afterEach(async () => {
  stage.sandbox.tenant.directory.pageSize = 100;
  stage.sandbox.tenant.directory.reset = 0;
  for (const person of stage.sandbox.tenant.people.values()) changeAccount(stage.sandbox.tenant, person, 'enabled');
  await stage.database.sql.delete(peopleFollowed);
  for (const { id } of [...stage.registry.snapshot.leftPeople()]) await stage.registry.bringBack(id);
  await stage.database.sql.delete(leftPerson);
  stage.sandbox.faults.clear();
});

const tenant = () => stage.sandbox.tenant;
const account = (alias: string) => {
  const person = tenant().byAlias.get(alias);
  if (!person) throw new Error(`There is no ${alias}`);
  return person;
};
/** Somebody whose account was just made, with Mika as their manager. */
function joiner(manager: string | null = people.mika.id) {
  number += 1;
  const id = `44444444-4444-4444-8444-0000000000${10 + number}`;
  const { profile } = account('alice.byrne');
  const person = addPerson(tenant(), {
    ...profile,
    id,
    alias: `new.${number}`,
    name: `New ${number}`,
    mail: `new.${number}@swarm.example`,
  });
  stage.moveOn(1_000);
  person.account = { ...person.account, created: stage.clock(), manager };
  changeAccount(tenant(), person, 'enabled');
  return person;
}

/** Follows everybody as a process just started does; gives what was found, and how it ended. */
async function follow(groups: { group: string; team: string | null }[] = [], mostAtOnce = 25) {
  stage.restart(undefined, true, { groups, mostAtOnce });
  const found: PeopleChanges[] = [];
  const outcome = await stage.graph.followPeople?.(async (changes, save) => {
    found.push(changes);
    await stage.registry.leave(changes.left, async (tx) => {
      await save(tx);
      return () => {};
    });
  });
  return {
    outcome,
    left: found.flatMap(({ left }) => left.map(({ id, why }) => `${id} ${why}`)),
    joined: found.flatMap(({ joined }) => joined),
    back: found.flatMap(({ back }) => back),
  };
}

describe('who left the tenant', () => {
  test('is found when following begins, whether their account is deleted or may not sign in', async () => {
    changeAccount(tenant(), account('ravi.rao'), 'deleted');
    changeAccount(tenant(), account('carol.quinn'), 'disabled');
    const { left, joined, outcome } = await follow();
    expect(left.sort()).toEqual([`${people.ravi.id} deleted`, `${people.carol.id} disabled`].sort());
    expect(joined).toEqual([]);
    expect(outcome).toMatchObject({ left: 2, held: 0, trouble: null });
  });

  test('is found by what changed since, page by page, and once', async () => {
    await follow();
    tenant().directory.pageSize = 1;
    changeAccount(tenant(), account('ravi.rao'), 'deleted');
    changeAccount(tenant(), account('carol.quinn'), 'disabled');
    stage.calls();
    expect((await follow()).left).toEqual([`${people.ravi.id} deleted`, `${people.carol.id} disabled`]);
    expect(stage.calls().filter((call) => call === 'GET /users/delta')).toHaveLength(2);
    expect((await follow()).left).toEqual([]);
  });

  test('is told as back when their account may sign in again', async () => {
    changeAccount(tenant(), account('ravi.rao'), 'disabled');
    await follow();
    changeAccount(tenant(), account('ravi.rao'), 'enabled');
    expect((await follow()).back).toEqual([people.ravi.id]);
  });

  test('is looked up by id where the link was given up (410) or is too old, and the list goes on from there', async () => {
    await follow();
    changeAccount(tenant(), account('ravi.rao'), 'deleted');
    tenant().directory.reset = Number.MAX_SAFE_INTEGER;
    const reset = follow();
    // The new list begins after what was given up.
    expect((await reset).left).toEqual([`${people.ravi.id} deleted`]);
    tenant().directory.reset = 0;
    await follow();
    changeAccount(tenant(), account('carol.quinn'), 'deleted');
    stage.moveOn(8 * 86_400_000);
    expect(await follow()).toMatchObject({ left: [`${people.carol.id} deleted`], outcome: { trouble: null } });
  });

  test('of too many at once nobody is taken for gone, until an administrator says so', async () => {
    for (const alias of ['ravi.rao', 'carol.quinn', 'alice.byrne']) changeAccount(tenant(), account(alias), 'disabled');
    expect(await follow([], 2)).toMatchObject({ left: [], outcome: { held: 3, trouble: 'held' } });
    expect(await follow([], 2)).toMatchObject({ left: [], outcome: { held: 3 } });
    expect((await stage.graph.peopleFollowed())[0]).toMatchObject({ held: 3, trouble: 'held' });
    expect((await follow([], 3)).left).toHaveLength(3);
  });
});

describe('who joined the tenant', () => {
  test('is told of where their manager has to do with a support team, and not on the first list', async () => {
    joiner();
    expect((await follow()).joined).toEqual([]);
    await stage.registry.save([{ kind: 'team', team: team([people.mika.id]) }]);
    const person = joiner();
    joiner(people.alice.id);
    joiner(null);
    expect((await follow()).joined).toEqual([
      { id: person.id, name: person.profile.name, manager: people.mika.id, team: null },
    ]);
    await stage.registry.save([{ kind: 'team-gone', id: 'network' }]);
  });

  test('is no guest, and nobody whose account is not switched on yet', async () => {
    await follow();
    await stage.registry.save([{ kind: 'team', team: team([people.mika.id]) }]);
    joiner().guest = true;
    const early = joiner();
    changeAccount(tenant(), early, 'disabled');
    expect((await follow()).joined).toEqual([]);
    changeAccount(tenant(), early, 'enabled');
    expect((await follow()).joined).toMatchObject([{ id: early.id }]);
    await stage.registry.save([{ kind: 'team-gone', id: 'network' }]);
  });
});

describe('a group of Entra', () => {
  const group = '55555555-5555-4555-8555-555555555555';
  const other = '55555555-5555-4555-8555-666666666666';
  const both = [
    { group, team: 'network' },
    { group: other, team: null },
  ];
  const groupOf = (id: string, ...members: string[]) => {
    const made = { id, name: id, members: new Set(members) };
    tenant().groups.set(id, made);
    return made;
  };

  test('tells who comes into it and who goes; who was never in one is not gone', async () => {
    tenant().directory.pageSize = 2;
    const members = groupOf(group, people.mika.id, people.alice.id, people.ravi.id);
    groupOf(other);
    expect(await follow(both)).toMatchObject({ left: [], joined: [], outcome: { trouble: null } });
    changeMember(tenant(), members, people.ravi.id, false);
    const person = joiner();
    changeMember(tenant(), members, person.id, true);
    const found = await follow(both);
    expect(found.left).toEqual([`${people.ravi.id} group`]);
    expect(found.joined).toEqual([{ id: person.id, name: person.profile.name, manager: null, team: 'network' }]);
    expect(await follow(both)).toMatchObject({ left: [], joined: [] });
    changeMember(tenant(), members, people.ravi.id, true);
    expect((await follow(both)).back).toEqual([people.ravi.id]);
  });

  test('of who moves to another nobody says that they left', async () => {
    const [from, to] = [groupOf(group, people.mika.id, people.ravi.id), groupOf(other, people.alice.id)];
    await follow(both);
    changeMember(tenant(), from, people.ravi.id, false);
    changeMember(tenant(), to, people.ravi.id, true);
    expect(await follow(both)).toMatchObject({ left: [], joined: [] });
  });

  test('that is gone, or emptied by somebody, takes nobody along', async () => {
    const members = groupOf(group, people.mika.id, people.ravi.id);
    groupOf(other);
    await follow(both);
    for (const id of [people.mika.id, people.ravi.id]) changeMember(tenant(), members, id, false);
    expect(await follow(both)).toMatchObject({ left: [], outcome: { held: 2, trouble: 'held' } });
    tenant().groups.delete(group);
    tenant().directory.reset = Number.MAX_SAFE_INTEGER;
    expect(await follow(both)).toMatchObject({ left: [], outcome: { trouble: 'not-found' } });
  });

  describe('within another', () => {
    const inner = '55555555-5555-4555-8555-777777777777';
    const innermost = '55555555-5555-4555-8555-888888888888';
    const named = [{ group, team: 'network' }];

    test('has its people followed as well, however deep, also where groups are in a circle', async () => {
      groupOf(group, people.mika.id, inner);
      groupOf(inner, people.alice.id, innermost);
      const deep = groupOf(innermost, people.ravi.id, group);
      expect(await follow(named)).toMatchObject({ left: [], joined: [], outcome: { trouble: null } });
      changeMember(tenant(), deep, people.ravi.id, false);
      const person = joiner();
      changeMember(tenant(), deep, person.id, true);
      const found = await follow(named);
      expect(found.left).toEqual([`${people.ravi.id} group`]);
      expect(found.joined).toMatchObject([{ id: person.id, team: 'network' }]);
      expect(await follow(named)).toMatchObject({ left: [], joined: [] });
    });

    test('brings those along who are in it: who stays in another has not left, and nobody is new by its first list', async () => {
      const outer = groupOf(group, people.mika.id, people.alice.id);
      groupOf(inner, people.alice.id, people.ravi.id, joiner().id);
      await follow(named);
      changeMember(tenant(), outer, inner, true);
      expect(await follow(named)).toMatchObject({ left: [], joined: [] });
      changeMember(tenant(), outer, people.alice.id, false);
      expect(await follow(named)).toMatchObject({ left: [], joined: [] });
      // Taken out again it takes along who is in no other.
      changeMember(tenant(), outer, inner, false);
      expect((await follow(named)).left.sort()).toEqual([`${people.alice.id} group`, `${people.ravi.id} group`].sort());
      expect((await stage.graph.peopleFollowed()).map(({ source }) => source)).toContain(group);
    });

    test('that cannot be read takes nobody along', async () => {
      const outer = groupOf(group, people.mika.id, people.alice.id);
      await follow(named);
      groupOf(inner, people.alice.id);
      changeMember(tenant(), outer, people.alice.id, false);
      changeMember(tenant(), outer, inner, true);
      // The list of the outer one has its token in it; that of the inner one begins with a filter.
      graphFault(stage, {
        method: 'GET',
        path: '/groups/delta\\?.filter',
        does: 'refuse',
        status: 403,
        code: 'Forbidden',
      });
      expect(await follow(named)).toMatchObject({ left: [], outcome: { trouble: 'not-granted' } });
      expect(await follow(named)).toMatchObject({ left: [], joined: [], outcome: { trouble: null } });
    });
  });

  test('whose link was given up is read anew, and who went meanwhile is found', async () => {
    const members = groupOf(group, people.mika.id, people.ravi.id, people.alice.id);
    groupOf(other);
    await follow(both);
    members.members.delete(people.ravi.id);
    tenant().directory.reset = Number.MAX_SAFE_INTEGER;
    expect((await follow(both)).left).toEqual([`${people.ravi.id} group`]);
  });
});

describe('when Graph does not answer as it should', () => {
  const users = { method: 'GET', path: '/users/delta' };
  test.each([
    ['asks to wait', { ...users, does: 'throttle', retryAfter: 60 }, 'throttled'],
    [
      'has not been given the permission',
      { ...users, does: 'refuse', status: 403, code: 'Authorization_RequestDenied' },
      'not-granted',
    ],
    ['knows no such list', { ...users, does: 'refuse', status: 404, code: 'NotFound' }, 'not-found'],
    ['loses its answer', { ...users, does: 'lose-answer' }, 'no-answer'],
    ['answers with a page for people', { ...users, does: 'garble', status: 200, content: '<html>' }, 'no-answer'],
    [
      'gives a page that leads nowhere',
      { ...users, does: 'garble', status: 200, content: '{"value":[]}' },
      'no-answer',
    ],
    [
      'leads to another host',
      {
        ...users,
        does: 'garble',
        status: 200,
        content: '{"value":[],"@odata.nextLink":"https://evil.example/v1.0/users"}',
      },
      'no-answer',
    ],
    [
      'gives somebody without an id',
      { ...users, does: 'garble', status: 200, content: '{"value":[{}],"@odata.deltaLink":"x"}' },
      'no-answer',
    ],
    [
      'answers a part of those looked up',
      { method: 'POST', path: '/\\$batch', does: 'garble', status: 200, content: '{"responses":[]}' },
      'no-answer',
    ],
  ] as const)(
    'that %s, nobody is taken for gone, and the next run goes on where this one was',
    async (_, fault, trouble) => {
      await follow();
      stage.moveOn(2 * 86_400_000);
      changeAccount(tenant(), account('ravi.rao'), 'deleted');
      graphFault(stage, fault);
      expect((await follow()).outcome?.trouble).toBe(trouble);
      if (trouble === 'throttled') {
        stage.calls();
        await follow();
        expect(stage.calls()).toEqual([]);
        stage.moveOn(5 * 60_000);
      }
      await follow();
      expect(stage.registry.snapshot.listed(people.ravi.id)).toBeUndefined();
      expect(stage.registry.snapshot.left(people.ravi.id)?.entry).toMatchObject({ why: 'deleted' });
    },
  );

  test('a process that dies before a page is kept finds the same again', async () => {
    await follow();
    changeAccount(tenant(), account('ravi.rao'), 'deleted');
    stage.restart(undefined, true, { groups: [], mostAtOnce: 25 });
    const died = stage.graph.followPeople?.(async () => {
      throw new Error('died');
    });
    await expect(died).rejects.toThrow('died');
    expect((await follow()).left).toEqual([`${people.ravi.id} deleted`]);
  });

  test('without a name of whom to follow, Graph is asked nothing', () => {
    stage.restart();
    expect(stage.graph.followPeople).toBeNull();
  });
});

const team = (leads: string[]) => ({
  ...{ id: 'network', name: { en: 'Network', ja: 'ネットワーク' }, leads, deputies: [] },
  ...{ hostTeams: [], technologies: [], sites: [], languages: [] },
});
