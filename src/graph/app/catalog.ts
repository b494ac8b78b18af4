import { z } from 'zod';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';

const appsSchema = z.object({ value: z.array(z.object({ id: z.string(), externalId: z.string().nullish() })) });

/** The app's id in the organisation's catalogue, which is not the id of its manifest. Asked for once. */
export type Catalog = {
  /** Throws GraphFailure (404) when the app is not in the catalogue. */
  appId(signal?: AbortSignal): Promise<string>;
  /** The app as bodies refer to it. */
  reference(signal?: AbortSignal): Promise<string>;
};

export function createCatalog(client: GraphClient, externalId: string): Catalog {
  let asked: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const filter = encodeURIComponent(`externalId eq '${externalId}'`);
    const answer = await client.send({ method: 'GET', path: `/appCatalogs/teamsApps?$filter=${filter}` });
    const id = held(appsSchema, answer).value[0]?.id;
    if (id === undefined) {
      throw new GraphFailure({
        status: 404,
        code: 'AppNotInCatalog',
        message: 'the app is not in the catalogue of the organisation',
      });
    }
    return id;
  }

  const catalog: Catalog = {
    async appId() {
      asked ??= ask();
      const mine = asked;
      return mine.catch((failure: unknown) => {
        if (asked === mine) asked = null;
        throw failure;
      });
    },
    reference: async (signal) => client.reference(`appCatalogs/teamsApps/${await catalog.appId(signal)}`),
  };
  return catalog;
}
