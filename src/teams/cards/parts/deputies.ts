import { deputiesAt, mostDeputies } from '../../../registry/deputies.ts';
import type { Engineer } from '../../../registry/engineer.ts';
import { messages, type Reader } from '../../languages/language.ts';
import { day, isoDay } from '../../languages/moment.ts';
import {
  apart,
  bold,
  buttons,
  type Element,
  execute,
  heading,
  type ShowAction,
  show,
  subtle,
  text,
} from './elements.ts';
import { typedText } from './inputs.ts';
import { short } from './text.ts';

/** Whom the reader has named to act for them, until when, each with a button that takes it back. */
export function deputyLines(engineer: Engineer, reader: Reader): Element[] {
  const { skills } = messages(reader.language);
  const named = deputiesAt(engineer, reader.at);
  if (named.length === 0) return [];
  return [
    heading(skills.deputies),
    text(subtle(skills.deputiesIntro), { spacing: 'Small' }),
    ...named.flatMap(({ id, name, until }) => [
      text(
        [
          bold(short(name, 60)),
          subtle(`${apart}${skills.deputyUntil(day(until, { ...reader, zone: engineer.zone }))}`),
        ],
        { spacing: 'Small' },
      ),
      buttons([execute('revoke-deputy', skills.revokeDeputy(short(name, 40)), { revokedDeputy: id })], {
        spacing: 'Small',
      }),
    ]),
  ];
}

const usualDays = 14;

/** Names somebody, until a day; none where as many are named as may be. */
export function deputyForm(engineer: Engineer, reader: Reader): ShowAction[] {
  const { skills, common } = messages(reader.language);
  if (deputiesAt(engineer, reader.at).length >= mostDeputies) return [];
  const usual = new Date(Date.parse(reader.at) + usualDays * 86_400_000).toISOString();
  return [
    show(
      skills.nameDeputy,
      [
        text(subtle(skills.deputiesIntro)),
        typedText('deputyTyped', skills.deputy, common.nameOrMail, 200),
        { type: 'Input.Date', id: 'deputyUntil', label: skills.deputyLastDay, value: isoDay(usual, engineer.zone) },
      ],
      [execute('name-deputy', skills.confirmDeputy, {}, 'positive')],
    ),
  ];
}
