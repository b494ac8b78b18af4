import { BlockList, isIP } from 'node:net';

/** Networks that are no public address: of one's own machine, firm or cloud, or of nobody (IANA's registries of special addresses). */
const privateNetworks = new BlockList();
for (const [network, prefix] of [
  ...[['0.0.0.0', 8] as const, ['10.0.0.0', 8] as const, ['100.64.0.0', 10] as const, ['127.0.0.0', 8] as const],
  ...[
    ['169.254.0.0', 16] as const,
    ['172.16.0.0', 12] as const,
    ['192.0.0.0', 24] as const,
    ['192.0.2.0', 24] as const,
  ],
  ...[['192.168.0.0', 16] as const, ['198.18.0.0', 15] as const, ['198.51.100.0', 24] as const],
  ...[['203.0.113.0', 24] as const, ['224.0.0.0', 4] as const, ['240.0.0.0', 4] as const],
])
  privateNetworks.addSubnet(network, prefix, 'ipv4');
/** Public addresses are of 2000::/3 alone; of these some only carry others. */
const publicV6 = new BlockList();
publicV6.addSubnet('2000::', 3, 'ipv6');
const carryingV6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carryingV6.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is one of the public internet. What is no address is not. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !privateNetworks.check(address, 'ipv4');
  return family === 6 && publicV6.check(address, 'ipv6') && !carryingV6.check(address, 'ipv6');
}
