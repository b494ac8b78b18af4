/** A case of somebody else that is not restricted, to who may not plan it nor look at its swarm. */
export const othersCase = {
  owned: (owner: string) => `This is a case of ${owner}: only they, and who may act for them, can start its swarm.`,
  waysOn: (owner: string) =>
    `Ask ${owner} to start it, or to name you as their deputy (/swarm skills); a lead can start it for them, too.`,
  led: (coordinator: string) =>
    `${coordinator} coordinates a swarm for this case. Only those who are in it can see it.`,
  waysIn: (coordinator: string) =>
    `If you can help, or need to know how it stands, write to ${coordinator}, who can ask you in. Leads can look at it.`,
  writeTo: (person: string) => `Write to ${person}`,
};
