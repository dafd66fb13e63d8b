import { SdkError } from './sdk-error.ts';

/** No answer came: offline, refused, name not found, connection lost, or a page's origin is not allowed. */
export class NetworkError extends SdkError {
  readonly category = 'network';
  readonly retryable = true;
}
