export interface Kernel {
  readonly scale: number;
  at(distance: number): number;
  slope?(distance: number): number;
}

export abstract class Base implements Kernel {
  constructor(readonly scale: number) {}
  abstract at(distance: number): number;
  protected scaled(distance: number): number {
    return distance / this.scale;
  }
}
