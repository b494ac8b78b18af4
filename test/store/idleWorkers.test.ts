import { describe, expect, test } from '@jest/globals';
import { createIdleWorkers } from '../../src/store/queue/idleWorkers.ts';

const three = () => {
  const looking: string[] = [];
  const idle = createIdleWorkers((worker) => looking.push(worker));
  for (const worker of ['a', 'b', 'c']) idle.rests('greet', worker);
  return { idle, looking };
};

describe('the workers that have nothing to do', () => {
  test('one is woken for each new job, each time another', () => {
    const { idle, looking } = three();
    for (let job = 0; job < 4; job++) idle.added('greet');
    expect(looking).toEqual(['a', 'b', 'c', 'a']);
  });

  test('who works is left alone until it rests again', () => {
    const { idle, looking } = three();
    idle.added('greet');
    idle.works('greet', 'a');
    idle.added('greet');
    idle.added('greet');
    idle.added('greet');
    expect(looking).toEqual(['a', 'b', 'c', 'b']);
    idle.rests('greet', 'a');
    idle.added('greet');
    idle.added('greet');
    expect(looking.slice(4)).toEqual(['c', 'b']);
    idle.added('greet');
    expect(looking.at(-1)).toBe('a');
  });

  test('a job is no concern of the workers of another queue, and none is woken where all work', () => {
    const { idle, looking } = three();
    idle.added('part');
    for (const worker of ['a', 'b', 'c']) {
      idle.added('greet');
      idle.works('greet', worker);
    }
    idle.added('greet');
    expect(looking).toEqual(['a', 'b', 'c']);
  });

  test('who finds a job nobody told of wakes the next, as more may wait; who was woken for its job does not', () => {
    const { idle, looking } = three();
    idle.poll('greet');
    idle.works('greet', 'a');
    expect(looking).toEqual(['a', 'b']);
    idle.added('greet');
    idle.works('greet', 'c');
    expect(looking).toEqual(['a', 'b', 'c']);
  });

  test('who was woken in vain counts as not woken for what it finds after the next poll', () => {
    const { idle, looking } = three();
    idle.added('greet');
    idle.poll('greet');
    idle.works('greet', 'a');
    expect(looking).toEqual(['a', 'b', 'c']);
  });
});
