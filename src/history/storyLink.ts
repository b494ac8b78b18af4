type Tab = { appId: string; publicUrl: string };

/** The address of a swarm's page in the tab, as Teams opens it; the same as the tab's own links (web/teams.ts). */
export const storyLink = (tab: Tab, swarmId: string): string => placeLink(tab, `?swarm=${encodeURIComponent(swarmId)}`);

/** The address of the page on which somebody says what they know. */
export const skillsLink = (tab: Tab): string => placeLink(tab, '?view=skills');

/** The address of the page with one's own record. */
export const recordLink = (tab: Tab): string => placeLink(tab, '?view=record');

/** The address of the page with causes that come again. */
export const recurringLink = (tab: Tab): string => placeLink(tab, '?view=recurring');

function placeLink({ appId, publicUrl }: Tab, place: string): string {
  const address = encodeURIComponent(`${publicUrl}/tab${place}`);
  const inside = encodeURIComponent(JSON.stringify({ subEntityId: place }));
  return `https://teams.microsoft.com/l/entity/${appId}/history?webUrl=${address}&context=${inside}`;
}
