const forbiddenCharacters = /[~#%&*{}+/\\:<>?|'",]/;
const reserved = /^(forms|con|conin\$|conout\$|prn|aux|nul|com[1-9]|lpt[1-9]|desktop\.ini|_vti_)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it forbids
const controls = /[\u0000-\u001f\u0080-\u009f]/;

/** Why Teams does not take this channel name (platform.md 2.1), or null when it does. */
export function channelNameFault(name: string): string | null {
  if (name.trim() === '') return 'Channel name is null or empty.';
  if (name.length > 50) return 'Channel name should not exceed 50 characters.';
  if (controls.test(name)) return 'Channel name contains control characters.';
  if (forbiddenCharacters.test(name) || name.includes('..')) return 'Channel name contains invalid characters.';
  if (name.startsWith('_') || name.startsWith('.') || name.endsWith('.'))
    return 'Channel name begins or ends with an invalid character.';
  if (reserved.test(name) || name.toLowerCase().includes('_vti_')) return 'Channel name is reserved.';
  return null;
}
