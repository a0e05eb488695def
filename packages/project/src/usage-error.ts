/** A command or a host that was called wrongly: what the user has to do is in the message. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
