import { IANAZone } from 'luxon';

/** Whether Node knows the IANA zone. */
export const isZone = (zone: string): boolean => IANAZone.isValidZone(zone);
