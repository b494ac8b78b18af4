/** The address that opens a chat in Teams with whoever has a mail address (their Entra sign-in name); null for none. */
export const chatAddress = (mail: string | null | undefined): string | null =>
  mail ? `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(mail)}` : null;
