"""For which computers a bundle holds wheels: each system with each Python."""

from typing import NamedTuple

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")


class System(NamedTuple):
    """A system and its processor. platforms: how wheels name it; markers: what a requirement may ask of it."""

    name: str
    platforms: tuple[str, ...]
    markers: dict[str, str]


class Target(NamedTuple):
    """A system with a Python, such as 3.13."""

    system: System
    python: str

    def environment(self) -> dict[str, str]:
        """What the markers of requirements are held against."""
        return {
            **self.system.markers,
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }


def _markers(os_name: str, sys_platform: str, system: str, machine: str) -> dict[str, str]:
    return {"os_name": os_name, "sys_platform": sys_platform, "platform_system": system, "platform_machine": machine}


def _linux(machine: str) -> tuple[str, ...]:
    return (f"manylinux_2_28_{machine}", f"manylinux_2_17_{machine}", f"manylinux2014_{machine}")


SYSTEMS = (
    System("Windows (x64)", ("win_amd64",), _markers("nt", "win32", "Windows", "AMD64")),
    System("Windows (ARM)", ("win_arm64",), _markers("nt", "win32", "Windows", "ARM64")),
    System("macOS 14+ (Apple)", ("macosx_14_0_arm64",), _markers("posix", "darwin", "Darwin", "arm64")),
    System("macOS 14+ (Intel)", ("macosx_14_0_x86_64",), _markers("posix", "darwin", "Darwin", "x86_64")),
    System("Linux (x86-64)", _linux("x86_64"), _markers("posix", "linux", "Linux", "x86_64")),
    System("Linux (ARM)", _linux("aarch64"), _markers("posix", "linux", "Linux", "aarch64")),
)
