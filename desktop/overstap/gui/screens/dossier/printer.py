"""The printer of this computer, through its own dialog."""

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from overstap.gui.screens.dossier.paper_job import DOTS_PER_INCH
from overstap.usecases.ports.papers import Picture


class PagePrinter:
    """Obeys ``paper_job.Printer``: pages come ready drawn and fill the sheet."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter = QPainter()

    def begin(self, name: str) -> bool:
        """Start a job."""
        self._printer.setDocName(name)
        return self._painter.begin(self._printer)

    def page(self, number: int, picture: Picture) -> None:
        """Put a page on paper."""
        if number:
            self._printer.newPage()
        sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image(picture))

    def end(self) -> None:
        """That was the last."""
        self._painter.end()

    def abort(self) -> None:
        """Stop the job."""
        self._printer.abort()
        self._painter.end()


def a4_printer() -> QPrinter:
    """The default printer, set to what a dossier is: A4 to the edge, whole."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    return printer


def has_printer() -> bool:
    """Whether this computer has one."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer that the person chose; None when they did not. A file is no choice: it would be
    pictures of pages, and the PDF itself can be kept."""
    printer = a4_printer()
    dialog = QPrintDialog(printer, parent)
    for option in ("PrintPageRange", "PrintToFile"):
        dialog.setOption(QPrintDialog.PrintDialogOption[option], on=False)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def image(picture: Picture) -> QImage:
    """The picture for Qt; the pixels are shared, so it lives no longer than ``picture``."""
    return QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    )
