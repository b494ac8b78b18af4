import { Button } from '@fluentui/react-components';
import { samplesFor } from '../composing/samples.ts';
import { useWords } from '../language/words.ts';
import { waiting } from '../people/cast.ts';
import { writeAddress } from '../window/address.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import type { Offered } from './progress.ts';

/**
 * What a step of the tour says, with the one or two buttons that do it. `owner`: alias of the case owner; `offered`: what
 * the person of this window is offered.
 */
export function TourActions(props: {
  step: number;
  body: (owner: string) => string;
  owner: string;
  offered: Offered['kind'];
}) {
  const words = useWords();
  const { address, settings, drafts, become, go } = useWindow();
  const people = useSession('people');
  const conversations = useSession('conversations');
  const messages = useSession('messages');
  const { step, owner } = props;
  const personOf = (alias: string) => people.find((each) => each.alias === alias);
  const nameOf = (alias: string) => personOf(alias)?.name ?? alias;
  const { act } = words.tour;
  const asked = waiting(people).filter(({ alias, waitingSince }) => alias !== owner && waitingSince !== null);
  // Rather one whose invitation the reader of the tour can read.
  const expert = asked.find(({ languages }) => languages[0] === address.language) ?? asked[0];
  const lead = people.find(({ role, languages }) => role === 'lead' && languages[0] === address.language);
  const room = conversations.find(({ kind, name }) => kind === 'channel' && name !== 'General');
  const chat = conversations.find(({ kind }) => kind === 'personal');
  const said = new Set((messages.get(chat?.id ?? '') ?? []).map(({ text }) => text));
  const [sample] = samplesFor(settings, owner, address.language, said);

  const buttons = () => {
    switch (step) {
      case 0:
        return address.who !== owner ? (
          <Button appearance="primary" onClick={() => become(owner)}>
            {act.owner(nameOf(owner))}
          </Button>
        ) : (
          <Button
            appearance="primary"
            disabled={chat === undefined || sample === undefined}
            onClick={() => {
              go({ view: 'chat', conversation: null });
              if (chat !== undefined && sample !== undefined) drafts.put(chat.id, sample.text);
            }}
          >
            {act.put}
          </Button>
        );
      case 2:
        if (props.offered === 'invitation') return <span role="status">{act.answer}</span>;
        return expert === undefined ? (
          props.offered !== 'waiting' && <span role="status">{act.waiting}</span>
        ) : (
          <>
            <Button appearance="primary" onClick={() => become(expert.alias)}>
              {act.look(expert.name)}
            </Button>
            <Button
              as="a"
              target="_blank"
              href={writeAddress({ ...address, who: expert.alias, place: { view: 'chat', conversation: null } })}
            >
              {act.window}
            </Button>
          </>
        );
      case 3:
        return room === undefined ? (
          <span role="status">{act.noChannel}</span>
        ) : (
          <Button appearance="primary" onClick={() => go({ view: 'teams', conversation: room.id })}>
            {act.channel}
          </Button>
        );
      case 4:
        return (
          <>
            {address.who !== owner && (
              <Button
                appearance="primary"
                onClick={() => become(owner, { view: 'teams', conversation: room?.id ?? null })}
              >
                {act.owner(nameOf(owner))}
              </Button>
            )}
            {lead !== undefined && (
              <Button onClick={() => become(lead.alias, { view: 'app', page: null })}>{act.history(lead.name)}</Button>
            )}
          </>
        );
      default:
        return null;
    }
  };
  return (
    <>
      <p>{props.body(nameOf(owner))}</p>
      {step === 2 && props.offered === 'waiting' && <p role="status">{act.later}</p>}
      <div className="tour-actions">{buttons()}</div>
    </>
  );
}
