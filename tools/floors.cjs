/**
 * The floors of the house, from the ground up, and what each room is for. A room imports only from floors below its
 * own, so rooms of one floor are strangers: what two of them say is a type on the lowest floor that needs it, and what
 * two of them do together is joined in composition/, for main.ts.
 *
 * Read by .dependency-cruiser.cjs, which checks it, and by tools/floorsPicture.ts, which draws it.
 */
module.exports.floors = [
  [
    ['language', 'which languages there are, how their texts are set'],
    ['settings', 'environment to typed settings; how the bot signs in'],
    ['telemetry', 'what the process tells those who run it'],
    ['time', 'zones, dates and times as people write them'],
  ],
  [
    ['reading', 'a text as matter and what stands around it'],
    ['store', 'database, event log, job queue'],
  ],
  [
    ['cases', 'the case, its webhook'],
    ['registry', 'technologies, engineers, skills; import and export'],
  ],
  [
    ['availability', 'hours, presence, load: who can be asked at a moment'],
    ['detection', "a case's text to its technologies"],
  ],
  [['evidence', 'past cases, their index, what they teach']],
  [['matching', 'ranking, the smallest team, learners: the plan']],
  [
    ['growth', "a person's own record, what they share of it, what they learn"],
    ['swarm', "the swarm's life: events, decide, reactions"],
  ],
  [
    ['cases/systems', 'Dynamics 365, ServiceNow, Zendesk'],
    ['feeds', 'iCalendar feeds of shifts'],
    ['model', 'words by a language model, where one is wanted'],
    ['graph', 'channels, members, apps, presence'],
    ['teams', 'turns, cards, languages, proactive messages'],
    ['history', 'what leads ask; routes of the tab'],
  ],
  [['http', 'one table of routes, each with its rule']],
  [['composition', 'joins what does not know each other']],
  [['main.ts', 'wires everything, once']],
];

/** Beside the house: the sandbox may import what rooms offer, the tab's browser code their types. */
module.exports.beside = [
  ['sandbox', 'a Microsoft 365 on this machine; never shipped'],
  ['web', "the tab's browser code; shares types, never code"],
];
