/** Looks at an address as a bot process does that trusts a certificate of its own; prints what it found. */
import { lookAtEndpoint } from '../../src/http/endpoint.ts';

console.log(JSON.stringify(await lookAtEndpoint(process.env['URL_TO_LOOK_AT'] ?? '', Number(process.env['NOW']))));
