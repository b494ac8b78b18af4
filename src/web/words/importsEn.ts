const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** The page of imports in English. */
export const importsEn = {
  about:
    'Bring in the skills registry, or solved cases to learn from, as files. First you see what they would do; nothing changes before you import, and then all of it or nothing.',
  registry: 'Skills registry',
  registryHint:
    'A JSON file, CSV tables (technologies, engineers, skills, calendars, teams …), Excel workbooks with a table in each sheet, a skill map (people down, technologies across), or .ics files of days off.',
  pastCases: 'Solved cases',
  pastCasesHint:
    'JSON, CSV or Excel with id, title, text, closed_at, technologies and solved_by. What a case system exports goes below.',
  profiles: 'Skills from Microsoft 365 profiles (preview)',
  profilesHint:
    'What people of the registry wrote or confirmed on their own profile, and show to the organisation. Microsoft offers this as a preview (Graph beta). Only skills that the registry lacks are proposed; it makes nobody an owner, and nothing comes in before you import.',
  readProfiles: 'Read profiles',
  readOn: 'Read on',
  profilesRead: (read: number, of: number): string => `${read} of ${some(of, 'person', 'people')} read.`,
  profilesPropose: (skills: number, people: number): string =>
    skills === 0
      ? 'The registry lacks none of their skills.'
      : `${some(skills, 'skill', 'skills')} of ${some(people, 'person', 'people')} that the registry lacks:`,
  profileLine: (person: string, technology: string, level: number, wantsToLearn: boolean): string =>
    `${person}: ${technology}, level ${level}${wantsToLearn ? ', wants to learn more' : ''}`,
  profilesKnown: (count: number): string => `Known already, and left as they are: ${count}.`,
  profilesUnconfirmed: (count: number): string => `Left out, since nobody has confirmed them: ${count}.`,
  profilesUnknown: (names: string): string => `No technology goes by these names: ${names}.`,
  importSkills: (count: number): string => `Import ${some(count, 'skill', 'skills')}`,
  saveSkills: 'Save as a file',
  profilesNotGranted:
    'Microsoft Graph refuses: the permission User.Read.All is missing. Nothing was changed. “/swarm doctor” says what is granted.',
  profilesAway: 'Microsoft Graph does not give profiles at the moment. Read on in some minutes.',
  choose: 'Choose files…',
  chosen: 'Chosen files',
  size: (kilobytes: string): string => `${kilobytes} kB`,
  none: 'No file chosen yet.',
  tooMuch:
    'Together the files are over 20 MB. Leave some out, or bring them in with “npm run registry” or “npm run pastcases”.',
  tooMany: 'At most 20 files at once.',
  replace: 'Remove what the files do not name',
  replaceHint: 'Only for a file that holds everybody: people, skills and technologies missing in it go.',
  marks: 'What marks mean',
  marksHint: 'Only for a skill map whose marks mean something else than ◎=5, ○=3, △=2: “◎=4, A=5, B=3”.',
  scale: 'Scale of its numbers',
  scaleHint: 'Only where it is not 0 to 5: “0-10”.',
  perhapsScale: (scale: string): string =>
    `No number in the skill map is above ${scale.slice(2)}, and levels go up to 5. If its scale is ${scale}, say so above and look again.`,
  exports: 'Export of a case system',
  exportsHint:
    'Solved cases as Dynamics 365, ServiceNow, Zendesk, Jira or Salesforce exports them: CSV, Excel, JSON, or a zip file of such. What the export does not tell, you are asked.',
  system: 'System',
  systemPrompt: 'Choose a system',
  site: 'Its address, for links to the cases (may be left empty)',
  encoding: 'Encoding',
  order: 'Which number is the day',
  dayFirst: 'The first (31/12/2026)',
  monthFirst: 'The second (12/31/2026)',
  restricted: 'Column that says which cases are confidential',
  restrictedHint: 'COLUMN=VALUE, such as Confidential=Yes; or the column alone, where any value says so.',
  noneRestricted: 'None of these cases is confidential',
  skipFaulty: 'Leave out the rows that cannot be taken',
  skipFaultyHint: 'Or mend them in the file, choose it again, and look again.',
  skipUnknownPeople: 'Bring in the cases of people who are not known; nobody is credited with them',
  skipUnknownPeopleHint: 'Or add these people to the registry, by this name or this mail address, and look again.',
  asksFaulty: 'Say above whether to leave these out.',
  asksPeople: 'Say above what becomes of their cases.',
  leftOut: 'Left out:',
  uncredited: 'Nobody is credited with the cases of:',
  column: 'Column',
  becomes: 'Becomes',
  example: 'Holds, for example',
  notTaken: (names: readonly string[]): string => `Not taken: ${names.join(', ')}`,
  firstCases: 'The first of them:',
  importCases: (count: number): string => `Import ${some(count, 'case', 'cases')}`,
  noCases: 'There is no closed case to bring in.',
  progress: (read: number): string => `${some(read, 'case', 'cases')} brought in so far`,
  badRule: 'Which cases are confidential is not understood. Write it like “Confidential=Yes”.',
  badSite: 'This is no address that begins with https://.',
  underWay: 'Another export is being brought in at this moment. Nothing was changed; try again in some minutes.',
  zone: 'Time zone of times that name none',
  zoneHint: 'By area and city, such as Asia/Tokyo.',
  look: 'See what it would do',
  import: 'Import',
  importRemoving: (removed: number): string => `Import, and remove ${some(removed, 'entry', 'entries')}`,
  download: 'Download the registry as it is',
  holds: (technologies: number, engineers: number, skills: number): string =>
    `The files hold ${some(technologies, 'technology', 'technologies')}, ${some(engineers, 'engineer', 'engineers')} and ${some(skills, 'skill', 'skills')}.`,
  counts: (added: number, changed: number, unchanged: number, removed: number): string =>
    `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed.`,
  holdsCases: (cases: number, ofTechnology: number, ofPeople: number): string =>
    `The files hold ${some(cases, 'solved case', 'solved cases')}: ${ofTechnology} with a technology, ${ofPeople} with who solved them.`,
  closed: (from: string, to: string): string => `Closed from ${from} to ${to}.`,
  learns: 'Swarm learns only from cases with a technology; “Who” only from those with who solved them.',
  preview: 'What it would do',
  nothingChanges: 'Nothing would change: all of it is known already.',
  imported: (added: number, changed: number, unchanged: number, removed: number): string =>
    `Imported: ${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed. Other processes follow within half a minute.`,
  importedCases: (taken: number, unchanged: number): string =>
    `Imported: ${taken} new or changed, ${unchanged} unchanged. Other processes follow within half a minute.`,
  imports: 'What was imported',
  importsHint: 'The last 50 imports. What changed nothing is told only where somebody did it by hand.',
  noImports: 'Nothing was imported yet.',
  of: { registry: 'Skills registry', 'past-cases': 'Solved cases' },
  by: {
    tab: (name: string, at: string): string => `${name}, ${at}`,
    command: (_name: string, at: string): string => `by a command, ${at}`,
    signed: (_name: string, at: string): string => `sent by another system, ${at}`,
    start: (_name: string, at: string): string => `from the file that is read at each start, ${at}`,
  },
  somebody: 'somebody who is erased',
  fromFiles: (names: readonly string[]): string => `From ${names.join(', ')}`,
  countsCases: (taken: number, unchanged: number): string => `${taken} new or changed, ${unchanged} unchanged.`,
  wrong: (count: number): string => `${some(count, 'problem', 'problems')}. Nothing was changed.`,
  wrongHint: 'Mend them in the file, choose it again, and look again.',
  more: (count: number): string => `… and ${count} more.`,
  directoryAway:
    'Mail addresses in the files cannot be looked up in Entra now. Nothing was changed; try again in some minutes.',
  badMarks: 'What marks mean is not understood. Write it like “◎=4, A=5, B=3”.',
  badScale: 'The scale is not understood. Write it like “0-10” or “1-3”.',
  badZone: 'This is no time zone by area and city, such as Asia/Tokyo, nor UTC.',
  changed: 'A chosen file changed since you chose it, or is gone. Choose it again.',
  tooOften: 'That was a lot in a short time. Nothing was changed; try again in half a minute.',
  notHeard:
    'No answer came back, so it is not known whether the files came in. Look at the list of imports on this page; to bring the same files in again does no harm.',
  notDone: 'This could not be done, and nothing was changed. Try again; if it stays so, ask whoever runs Swarm.',
};
