from scene_laundry.laundry import scenario

__all__ = ["scenario"]
