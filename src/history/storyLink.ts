/** The address of a swarm's page in the tab, as Teams opens it; the same as the tab's own links (web/teams.ts). */
export function storyLink({ appId, publicUrl }: { appId: string; publicUrl: string }, swarmId: string): string {
  const place = `?swarm=${encodeURIComponent(swarmId)}`;
  const address = encodeURIComponent(`${publicUrl}/tab${place}`);
  const inside = encodeURIComponent(JSON.stringify({ subEntityId: place }));
  return `https://teams.microsoft.com/l/entity/${appId}/history?webUrl=${address}&context=${inside}`;
}
