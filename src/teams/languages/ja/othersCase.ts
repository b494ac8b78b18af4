import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const othersCase = {
  owned: (owner) =>
    spaced`このケースの担当者は ${owner} さんです。スウォームを開始できるのは、担当者本人と代理の人だけです。`,
  waysOn: (owner) =>
    spaced`${owner} さんに開始を依頼するか、代理として指名してもらってください (/swarm skills から指名できます)。リーダーも代わりに開始できます。`,
  led: (coordinator) =>
    spaced`このケースのスウォームは ${coordinator} さんがコーディネーターを務めています。内容を閲覧できるのは参加者だけです。`,
  waysIn: (coordinator) =>
    spaced`協力できる場合や状況を知りたい場合は、${coordinator} さんに連絡してください。${coordinator} さんがあなたを招待できます。リーダーは状況を閲覧できます。`,
  writeTo: (person) => spaced`${person} さんに連絡`,
} satisfies Messages['othersCase'];
