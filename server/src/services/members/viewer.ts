import { accountPaths, type ViewerView } from 'diwan/contract';
import type { MemberRow } from '../../store/members.ts';

/** A member as everybody sees them. `base`: the server's address, without a slash at the end. */
export function viewerOf({ id, name, picture }: Pick<MemberRow, 'id' | 'name' | 'picture'>, base: string): ViewerView {
  return { id, name, picture: pictureAddress(picture, base) };
}

/** Where a picture is, or `null` for none. */
export function pictureAddress(picture: string | null, base: string): string | null {
  return picture === null ? null : `${base}${accountPaths.image(picture)}`;
}
