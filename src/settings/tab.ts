/** What Entra knows of the tab by: where it is, and the id of the app. */
type Tab = { publicUrl: string; appId: string };

/** The name of the app that the manifest gives for signing people in to the tab (`api://<host>/<app id>`). */
export const tabName = ({ publicUrl, appId }: Tab): string => `api://${new URL(publicUrl).host}/${appId}`;

/** The scope for which the doctor alone asks: that no token comes for it is what it wants to hear. */
export const tabScope = (tab: Tab): string => `${tabName(tab)}/.default`;
