/** How many accounts that come now would still count as anybody does with a number. */
export abstract class PlacesLeft {
  /** 0 in a service that has established users: there nobody who comes now does. */
  abstract at(callerId: number, atMs: number): Promise<number>;
}
