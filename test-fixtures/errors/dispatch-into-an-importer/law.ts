export abstract class Law {
  abstract at(x: number): number;
  twice(x: number): number {
    return 2 * this.at(x);
  }
}
